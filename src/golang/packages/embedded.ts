import { minimatch } from 'minimatch';
import { isTestFile, type FileSelector } from '../source';
import type { FolderSources } from '../workspace/folder-sources';

/** The patterns, relative to the package, of the files that these of its files embed under a configuration. */
export function embeddedPatterns(
  embedding: FolderSources['embedding'],
  selector: FileSelector,
  tests: boolean,
): readonly string[] {
  if (embedding.length === 0) return NONE;
  const patterns = embedding
    .filter(([name, source]) => (tests || !isTestFile(name)) && selector.isBuilt(name, source))
    .flatMap(([, source]) => source.embeds!);
  return [...new Set(patterns.map((pattern) => pattern.replace(/^all:/, '')))].sort();
}

const NONE: readonly string[] = [];

/** Whether a path, relative to the package, is embedded: by itself, or with a folder that it lies in. */
export function isEmbedded(path: string, patterns: readonly string[]): boolean {
  const parts = path.split('/');
  const folders = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  return patterns.some((pattern) => folders.some((folder) => minimatch(folder, pattern, { dot: true })));
}
