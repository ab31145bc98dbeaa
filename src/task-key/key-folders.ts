import type { KeyPart } from './flatten';
import { literalFolder } from './glob';

/** A folder with files that a key holds. Paths are counted from the workspace root, which is `.`. */
export interface KeyFolder {
  readonly folder: string;
  /** Not only what lies directly in it. */
  readonly isDeep: boolean;
  /** Other projects below it have no part in it. */
  readonly ofProject: boolean;
}

/** Where all files lie that these parts of a key can hold. */
export function keyFolders(
  parts: readonly KeyPart[],
  projectRoot: string,
  rootsOf: (names: readonly string[] | 'dependencies') => readonly string[],
): KeyFolder[] {
  const all = parts.flatMap((part): KeyFolder[] => {
    if (part.kind === 'projects') {
      return rootsOf(part.names).map((folder) => ({ folder, isDeep: true, ofProject: true }));
    }
    if ((part.kind !== 'files' && part.kind !== 'filesWithIgnored') || ('negated' in part && part.negated)) return [];
    const ofProject = part.of === 'project';
    const glob = ofProject && projectRoot !== '.' ? `${projectRoot}/${part.glob}` : part.glob;
    const folder = literalFolder(glob);
    return [
      { folder: folder || '.', isDeep: glob.slice(folder === '' ? 0 : folder.length + 1).includes('/'), ofProject },
    ];
  });
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}
