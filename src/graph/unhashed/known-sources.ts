import { SourceIndex, loadSources, type SourceCache } from '../../golang';

/** What the computation of the project graph found, and the folders of which git does not tell what Nx leaves out. */
export interface KnownSources {
  readonly sources?: SourceCache;
  readonly beyondGit: readonly string[];
}

export function knownSources(root: string): KnownSources {
  const sources = loadSources(root);
  return { sources, beyondGit: sources?.beyondGit ?? new SourceIndex(root).marks.beyondGit };
}
