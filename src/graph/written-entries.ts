import type { NxJsonConfiguration } from '@nx/devkit';
import { PLUGIN } from './plugin-name';

/** What an entry of nx.json lets a plugin see. */
export interface Patterns {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

/** An entry of `plugins` in nx.json, which may be a name alone there. */
export interface WrittenEntry extends Patterns {
  readonly plugin: string;
  readonly options?: unknown;
}

export function writtenEntries({ plugins = [] }: Pick<NxJsonConfiguration, 'plugins'>): WrittenEntry[] {
  return plugins.map((entry) => (typeof entry === 'string' ? { plugin: entry } : entry));
}

/** Those of this plugin; there may be several, each with its own projects. */
export function ownEntries(nxJson: Pick<NxJsonConfiguration, 'plugins'>): WrittenEntry[] {
  return writtenEntries(nxJson).filter(({ plugin }) => plugin === PLUGIN);
}
