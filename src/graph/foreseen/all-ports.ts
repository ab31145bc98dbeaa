import type { Disk } from '../../golang';
import { allPortsOf, inferences } from '../options/inference';
import { pluginEntries } from '../options/plugin-entries';
import type { PortTarget } from '../options/port-target';
import type { ProjectSettings } from '../projects/project-roots';

/** By project folder: what the entries of the plugin infer, and what projects write out themselves. */
export function allPorts(settings: ProjectSettings, disk: Disk): (root: string) => PortTarget[] {
  const inferenceOf = inferences(pluginEntries(settings, disk), disk, settings.targetDefaults);
  return (root) => allPortsOf(inferenceOf(root));
}
