import { statSync } from 'node:fs';
import { type ConfiguredGraphs, readData, writeData, type DiskAnswers, type IndexAnswers } from '../golang';
import type { PluginOptions } from './options/plugin-options';
import { shortDigest } from '../files';

/** What came out of a computation, with all that it asked and was told. */
interface Kept<T> {
  readonly key: string;
  readonly index: IndexAnswers;
  readonly disk: DiskAnswers;
  readonly result: T;
}

/**
 * The result of an earlier command when the same computation would be told the same again: it asks nothing but the
 * files, and `about` is all else that it knows. Most edits are inside of functions, and change nothing of this.
 */
export function recalled<T>(
  kind: 'nodes' | 'edges',
  options: PluginOptions | undefined,
  about: unknown,
  { index, files: { disk } }: ConfiguredGraphs,
  compute: () => T,
): T {
  // Entries of the plugin with options of their own each have their own results.
  const name = `${kind}-${shortDigest(JSON.stringify(options ?? {}))}`;
  const key = shortDigest(JSON.stringify([BUILD, about]));
  const known = readData(disk.path, name) as Kept<T> | undefined;
  if (known !== undefined && isStillTrue(known, key, index, disk)) return known.result;
  const result = compute();
  writeData(disk.path, name, { key, index: index.answers(), disk: disk.answers(), result } satisfies Kept<T>);
  return result;
}

function isStillTrue<T>(
  known: Kept<T>,
  key: string,
  index: ConfiguredGraphs['index'],
  disk: ConfiguredGraphs['files']['disk'],
): boolean {
  try {
    return known.key === key && index.agrees(known.index) && disk.agrees(known.disk);
  } catch {
    // A damaged file holds anything.
    return false;
  }
}

/** Another build may compute something else. npm gives all files one time, so that the version must count too. */
const BUILD = [(require('../../package.json') as { version: string }).version, statSync(__filename).mtimeMs];
