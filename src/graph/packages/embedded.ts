import { minimatch } from 'minimatch';
import { isTestFile, type FileSelector } from '../source';
import type { PackageFolder } from '../workspace/source-index';

/** The patterns, relative to the package, of the files that it embeds under a configuration. */
export function embeddedPatterns({ sources }: PackageFolder, selector: FileSelector, tests: boolean): string[] {
  const patterns: string[] = [];
  for (const [name, source] of sources) {
    if (source.embeds && (tests || !isTestFile(name)) && selector.isBuilt(name, source))
      patterns.push(...source.embeds);
  }
  return [...new Set(patterns.map((pattern) => pattern.replace(/^all:/, '')))].sort();
}

/** Whether a path, relative to the package, is embedded: by itself, or with a folder that it lies in. */
export function isEmbedded(path: string, patterns: readonly string[]): boolean {
  const parts = path.split('/');
  const folders = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  return patterns.some((pattern) => folders.some((folder) => minimatch(folder, pattern, { dot: true })));
}
