import { KNOWN_GOARCH, KNOWN_GOOS } from './known-names';

/** The tags that a file's name asks for, at most a GOOS and a GOARCH (go/build, goodOSArchFile). */
export function nameTags(fileName: string): string[] {
  const stem = fileName.split('.', 1)[0]!;
  const underscore = stem.indexOf('_');
  // What stands before the first underscore never counts: linux.go and arm64.go are for everybody.
  if (underscore < 0) return [];
  const [before, last] = endOf(stem.slice(underscore));
  if (KNOWN_GOOS.has(before) && KNOWN_GOARCH.has(last)) return [before, last];
  return isKnownName(last) ? [last] : [];
}

/** The same as a glob such as `*_linux_arm64{,_test}.go` reads a name, which knows of no first dot or underscore. */
export function lastWords(fileName: string): [before: string, last: string] {
  return endOf(fileName.slice(0, fileName.lastIndexOf('.')));
}

/** The last two words behind underscores, `test` at the end apart. */
function endOf(stem: string): [before: string, last: string] {
  const words = stem.endsWith('_test') ? stem.slice(0, -'_test'.length) : stem;
  const last = words.lastIndexOf('_');
  if (last < 0) return ['', ''];
  const before = words.lastIndexOf('_', last - 1);
  return [words.slice(before + 1, last), words.slice(last + 1)];
}

export function isKnownName(name: string): boolean {
  return KNOWN_GOOS.has(name) || KNOWN_GOARCH.has(name);
}

export function isTestFile(fileName: string): boolean {
  return fileName.endsWith('_test.go');
}

/** Go never looks at a file whose name begins like this. */
export function isIgnoredFile(fileName: string): boolean {
  return /^[_.]/.test(fileName);
}
