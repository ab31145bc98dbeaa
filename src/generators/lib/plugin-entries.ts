import type { NxJsonConfiguration } from '@nx/devkit';
import { PLUGIN } from '../../graph';

export type PluginEntry = NonNullable<NxJsonConfiguration['plugins']>[number];

/** Whether an entry of `plugins` in nx.json is one of ours; there may be several, each with its own projects. */
export function isOurs(entry: PluginEntry): boolean {
  return (typeof entry === 'string' ? entry : entry.plugin) === PLUGIN;
}
