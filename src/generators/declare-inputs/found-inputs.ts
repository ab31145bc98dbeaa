import type { TargetConfiguration, Tree } from '@nx/devkit';
import type { UndeclaredInput } from '../../inputs';
import { portFromOptions, portId, type PortOptions } from '../../ports';

/** What the last run of a test target found, as its summary.json says; nothing when it did not run here. */
export function foundInputs(tree: Tree, projectRoot: string, { options = {} }: TargetConfiguration): UndeclaredInput[] {
  const { outputDir } = options as { outputDir?: string };
  const folder = outputDir ?? `dist/go-cross/${projectRoot}/${portId(portFromOptions(options as PortOptions))}`;
  try {
    const summary = JSON.parse(tree.read(`${folder}/summary.json`, 'utf8') ?? '') as { undeclaredInputs?: unknown };
    return Array.isArray(summary.undeclaredInputs) ? (summary.undeclaredInputs as UndeclaredInput[]) : [];
  } catch {
    return [];
  }
}
