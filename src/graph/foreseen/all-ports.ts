import { explicitPorts } from '../options/explicit-ports';
import { inferredPorts } from '../options/plugin-options';
import type { Disk } from '../../golang';
import type { ProjectSettings } from '../projects/project-roots';
import type { PortTarget } from '../options/port-target';
import type { NormalizedPluginOptions } from '../options/normalized-options';

/** By project folder: what any entry of the plugin infers, and what projects write out themselves. */
export function allPorts(
  entries: readonly NormalizedPluginOptions[],
  { targetDefaults }: ProjectSettings,
  disk: Disk,
): (root: string) => PortTarget[] {
  const inferred = entries.flatMap(inferredPorts);
  const explicit = entries.map((options) => explicitPorts(options, disk, targetDefaults));
  return (root) => {
    const own = explicit.map((portsOf) => portsOf(root));
    return [...inferred, ...own.flatMap((of) => [...of.ports, ...of.checkPorts])];
  };
}
