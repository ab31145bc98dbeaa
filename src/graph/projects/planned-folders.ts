import { COVERAGE_FOLDER, FOLDER_PREFIX } from '../../results';
import type { NxJsonConfiguration } from '@nx/devkit';
import { basename } from 'node:path';
import { portFromOptions, portId, type PortOptions } from '../../ports';
import { ownConfiguration } from '../configuration/own-configuration';
import { allPluginOptions, inferredPorts } from '../options/plugin-options';
import { openDisk } from '../../golang';
import type { PortTarget } from '../options/port-target';

const PREFIXES: Readonly<Record<string, string>> = FOLDER_PREFIX;

/**
 * The names of the folders, below dist/go-cross/<project root>, that the targets of a project write to as nx.json and the
 * project itself say today. Undefined where that cannot be known: there is no nx.json, or its options are not valid.
 */
export function plannedFolders(root: string): ((project: string) => ReadonlySet<string>) | undefined {
  const disk = openDisk(root, () => true);
  const nxJson = disk.json('nx.json') as NxJsonConfiguration | undefined;
  const inferred = nxJson && inferredFolders(nxJson);
  if (inferred === undefined) return undefined;
  return (project) => {
    const explicit = ownConfiguration(project, disk).targets.flatMap(([, { executor = '', options }]) => {
      return PREFIXES[executor] === undefined
        ? []
        : explicitFolder(PREFIXES[executor], options as Partial<PortOptions>);
    });
    return new Set([COVERAGE_FOLDER, ...inferred, ...explicit]);
  };
}

function inferredFolders(nxJson: NxJsonConfiguration): string[] | undefined {
  try {
    return allPluginOptions(nxJson).entries.flatMap(inferredPorts).flatMap(foldersOf);
  } catch {
    return undefined;
  }
}

/** A port with a name of its own, or with option `outputDir`, has its results elsewhere than others. */
function foldersOf({ id, executor, port, options: { outputDir } }: PortTarget): string[] {
  const named = typeof outputDir === 'string' ? [basename(outputDir)] : [];
  return [id, `${PREFIXES[executor]}${portId(port)}`, ...named];
}

function explicitFolder(
  prefix: string,
  options: Partial<PortOptions> & { readonly outputDir?: unknown } = {},
): string[] {
  const named = typeof options.outputDir === 'string' ? [basename(options.outputDir)] : [];
  try {
    return [...named, `${prefix}${portId(portFromOptions(options as PortOptions))}`];
  } catch {
    return named;
  }
}
