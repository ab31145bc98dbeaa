import { posix } from 'node:path';
import {
  COMPILED_EXTENSIONS,
  FileSelector,
  isKnownName,
  KNOWN_GOARCH,
  KNOWN_GOOS,
  lastWords,
  nameTags,
} from '../source';

const EXTENSIONS = COMPILED_EXTENSIONS.join(',');

/**
 * Globs for the files that Go leaves out for a port because of their names, such as `*_{386,amd64,…}{,_test}.{go,s,…}`.
 * A glob cannot say all that Go's rule says (the name is cut at its first dot, for one). `kept` are files that must
 * stay in whatever they are called: where a glob would take one of these away, its name is left out of the glob.
 */
export function excludedNames(selector: FileSelector, kept: readonly string[]): string[] {
  const { goarch } = selector.port;
  const goarchs = new Set([...KNOWN_GOARCH].filter((name) => !selector.mayHold(name)));
  const gooses = new Set([...KNOWN_GOOS].filter((name) => !selector.mayHold(name)));
  for (const file of kept) {
    const [before, last] = lastWords(posix.basename(file));
    goarchs.delete(last);
    gooses.delete(last);
    if (last === goarch) gooses.delete(before);
  }
  const names = [...goarchs, ...gooses];
  return [
    ...(names.length > 0 ? [`*_{${names.join(',')}}{,_test}.{${EXTENSIONS}}`] : []),
    ...(gooses.size > 0 ? [`*_{${[...gooses].join(',')}}_${goarch}{,_test}.{${EXTENSIONS}}`] : []),
  ];
}

/** Whether Go may compile a file although one of the globs for a port could match its name. */
export function isNotGated(name: string, selector: FileSelector): boolean {
  const [, last] = lastWords(name);
  return isKnownName(last) && selector.isBuiltByName(name) && !isGatedSo(name, last);
}

/** The name is read by Go as the globs read it. */
function isGatedSo(name: string, last: string): boolean {
  return nameTags(name).includes(last) && !name.slice(0, name.lastIndexOf('.')).includes('.');
}
