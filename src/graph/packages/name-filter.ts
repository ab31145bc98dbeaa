import { posix } from 'node:path';
import type { Port } from '../../ports';
import { COMPILED_EXTENSIONS, FileSelector, IMPLIED_GOOS, KNOWN_GOARCH, KNOWN_GOOS, nameTags } from '../source';

const EXTENSIONS = COMPILED_EXTENSIONS.join(',');

/**
 * Globs for the files that Go leaves out for a port because of their names, such as `*_{386,amd64,…}{,_test}.{go,s,…}`.
 * A glob cannot say all that Go's rule says (the name is cut at its first dot, for one). `kept` are files that must
 * stay in whatever they are called: where a glob would take one of these away, its name is left out of the glob.
 */
export function excludedNames(port: Port, kept: readonly string[]): string[] {
  const goarchs = new Set([...KNOWN_GOARCH].filter((goarch) => goarch !== port.goarch));
  const gooses = new Set([...KNOWN_GOOS].filter((goos) => goos !== port.goos && goos !== IMPLIED_GOOS[port.goos]));
  for (const file of kept) {
    const [before, last] = lastParts(posix.basename(file));
    goarchs.delete(last);
    gooses.delete(last);
    if (last === port.goarch) gooses.delete(before);
  }
  return [
    ...(goarchs.size > 0 ? [`*_{${[...goarchs].join(',')}}{,_test}.{${EXTENSIONS}}`] : []),
    ...(gooses.size > 0 ? [`*_{${[...gooses].join(',')}}{,_test}.{${EXTENSIONS}}`] : []),
    ...(gooses.size > 0 ? [`*_{${[...gooses].join(',')}}_${port.goarch}{,_test}.{${EXTENSIONS}}`] : []),
  ];
}

/** Whether Go may compile a file although one of the globs for a port could match its name. */
export function isNotGated(name: string, selector: FileSelector): boolean {
  const [, last] = lastParts(name);
  return (KNOWN_GOARCH.has(last) || KNOWN_GOOS.has(last)) && selector.isBuiltByName(name) && !isGatedSo(name, last);
}

/** The name is read by Go as the globs read it. */
function isGatedSo(name: string, last: string): boolean {
  return nameTags(name).includes(last) && !name.slice(0, name.lastIndexOf('.')).includes('.');
}

function lastParts(name: string): [before: string, last: string] {
  const parts = name
    .slice(0, name.lastIndexOf('.'))
    .replace(/_test$/, '')
    .split('_');
  return [parts.at(-2) ?? '', parts.length > 1 ? parts.at(-1)! : ''];
}
