import { resultFolder, SUMMARY_FILE } from '../../results';
import type { TargetConfiguration, Tree } from '@nx/devkit';
import type { UndeclaredInput } from '../../task-key';
import { portFromOptions, portId, type PortOptions } from '../../ports';
import { isObject, parseJson } from '../../files';

/** What the last run of a test target found, as its summary.json says; nothing when it did not run here. */
export function foundInputs(tree: Tree, projectRoot: string, { options = {} }: TargetConfiguration): UndeclaredInput[] {
  const { outputDir } = options as { outputDir?: string };
  const folder = outputDir ?? resultFolder(projectRoot, portId(portFromOptions(options as PortOptions)));
  const summary = parseJson(tree.read(`${folder}/${SUMMARY_FILE}`, 'utf8') ?? undefined);
  const found = isObject(summary) ? summary.undeclaredInputs : undefined;
  return Array.isArray(found) ? (found as UndeclaredInput[]) : [];
}
