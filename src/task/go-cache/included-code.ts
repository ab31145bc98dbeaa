import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { lastFlag, parseFlags, type GoFlag } from '../../golang';
import { CARRIER, contentDigest, IncludedFiles, isLibrary, readRegularText } from '../../task-key';
import type { NormalizedTestOptions } from '../options/normalize-options';
import { isObject, parseJson } from '../../files';

type Flags = readonly string[];

/**
 * The flags of `go` with which its own caches know of C and assembly that packages include from other folders: Go hashes
 * the files of a package's folder only, and answers `(cached)` after an edit of any other. An overlay adds a header to the
 * folder of each such package, which nothing includes and which holds the digest of what it leads to.
 */
export function withIncludedCode(
  goFlags: Flags,
  inherited: readonly GoFlag[],
  { root, dir, env, including }: Pick<NormalizedTestOptions, 'root' | 'dir' | 'env' | 'including'>,
  scratch: string,
): Flags {
  if (including.dirs.length === 0) return goFlags;
  // The header would be embedded, and tests would find it.
  if (including.isEmbedded) return ['-a', ...goFlags];
  const own = lastFlag('overlay', [...inherited, ...parseFlags(goFlags)]);
  const theirs = own === undefined ? {} : readOverlay(resolve(dir, own));
  // Go says what is wrong with it.
  if (theirs === undefined) return goFlags;
  const folder = join(scratch, 'included');
  mkdirSync(folder, { recursive: true });
  const files = new IncludedFiles(root, env);
  const headers = including.dirs.map((one, index) => {
    const header = join(folder, `${index}.h`);
    writeFileSync(header, `// ${digestOf(root, filesOf(files, one))}\n`);
    return [join(root, one, CARRIER), header];
  });
  const overlay = join(folder, 'overlay.json');
  writeFileSync(overlay, JSON.stringify({ Replace: { ...theirs, ...Object.fromEntries(headers) } }));
  return [...goFlags.filter((flag) => parseFlags([flag])[0]?.name !== 'overlay'), `-overlay=${overlay}`];
}

/** A digest of the libraries among them: a linker reads these, of which no package's build knows. */
export function libraryDigest({
  root,
  env,
  including,
}: Pick<NormalizedTestOptions, 'root' | 'env' | 'including'>): string {
  if (including.dirs.length === 0) return '';
  const files = new IncludedFiles(root, env);
  const libraries = including.dirs.flatMap((dir) => filesOf(files, dir)).filter(isLibrary);
  return libraries.length === 0 ? '' : digestOf(root, [...new Set(libraries)].sort());
}

function filesOf(files: IncludedFiles, dir: string): string[] {
  return [...new Set([...files.of(dir).values()].flat())].sort();
}

function digestOf(root: string, files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\0${contentDigest(join(root, file))}\0`);
  return hash.digest('hex');
}

/** The replacements of an overlay of the user's own (go help build, -overlay). */
function readOverlay(file: string): Readonly<Record<string, string>> | undefined {
  const overlay = parseJson(readRegularText(file));
  if (!isObject(overlay)) return undefined;
  return (overlay.Replace ?? {}) as Record<string, string>;
}
