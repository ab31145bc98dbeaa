import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from '../files';
import type { BinarySet } from './open-binaries';
import type { MetaFileList } from './collect';

/** Makes the folder that a binary writes its counters to, and tells it there what other packages consist of. */
export function makeCoverFolder(dir: string, { folder, manifest }: BinarySet): void {
  mkdirSync(dir, { recursive: true });
  const packages = manifest.cover?.packages ?? [];
  if (packages.length === 0) return;
  const list: MetaFileList = {
    ImportPaths: packages.map(({ importPath }) => importPath),
    MetaFileFragments: packages.map(({ file }) => join(folder, file)),
  };
  writeFileSync(join(dir, 'metafiles.txt'), `${JSON.stringify(list)}\n`);
}

/**
 * One profile out of those of all packages, as cmd/go makes it: the mode once, and blocks that several packages count
 * once for each, which `go tool cover` adds up. Returns the files that are no profiles.
 */
export function mergeProfiles(to: string, { folder, manifest }: BinarySet, profiles: readonly string[]): string[] {
  const { mode = '', untested } = manifest.cover ?? {};
  const files = [...(untested === undefined ? [] : [join(folder, untested.file)]), ...profiles];
  // A test that did not come to its end leaves no profile.
  const head = `mode: ${mode}\n`;
  const texts = files.map((file) => [file, readText(file) ?? ''] as const).filter(([, text]) => text !== '');
  const good = texts.filter(([, text]) => text.startsWith(head)).map(([, text]) => text.slice(head.length));
  writeFileSync(to, head + good.join(''));
  return texts.filter(([, text]) => !text.startsWith(head)).map(([file]) => file);
}
