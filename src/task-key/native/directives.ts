/** What a file of C, assembly or cgo asks a compiler to read besides. */
export interface Directives {
  /** Paths as they stand there, from wherever the compiler looks for them. */
  readonly names: readonly string[];
  /** One has a macro in the place of a path. */
  readonly hasMacro: boolean;
  /** Folders to look in and files to read, of `#cgo` lines, from the package's folder. */
  readonly folders: readonly string[];
  readonly files: readonly string[];
}

/** In Go files the lines stand in comments. */
const INCLUDE =
  /^[ \t]*(?:\/\/[ \t]*)?#[ \t]*(?:include|include_next|import|embed)\b[ \t]*(?:"([^"\n]+)"|<([^>\n]+)>|(\S))/gm;
/** Directives of the assembler, in quotes of C where that has them inline. */
const INCBIN = /\.(?:incbin|include)[ \t]+\\?"([^"\\\n]+)\\?"/g;
const CGO = /^[ \t]*(?:\/\/[ \t]*)?#cgo\b([^:\n]*):(.*)$/gm;

export function readDirectives(text: string): Directives {
  const includes = [...text.matchAll(INCLUDE)];
  const cgo = [...text.matchAll(CGO)].map(([, , flags]) => readFlags(splitFlags(flags!)));
  return {
    names: [
      ...includes.flatMap(([, quoted, angled]) => quoted ?? angled ?? []),
      ...[...text.matchAll(INCBIN)].map(([, name]) => name!),
    ],
    hasMacro: includes.some(([, , , other]) => other !== undefined),
    folders: cgo.flatMap(({ folders }) => folders),
    files: cgo.flatMap(({ files }) => files),
  };
}

/** Which folder flags of a C compiler or linker add, and which files they name. */
export function readFlags(words: readonly string[]): Pick<Directives, 'folders' | 'files'> {
  const folders: string[] = [];
  const files: string[] = [];
  const libraries: string[] = [];
  const libraryFolders: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const [, flag, value] = /^(-I|-iquote|-isystem|-idirafter|-include|-imacros|-L|-l)=?(.*)$/s.exec(word) ?? [];
    const operand = () => value || words[++at] || '';
    if (flag === undefined) {
      if (!word.startsWith('-')) files.push(word);
    } else if (flag === '-include' || flag === '-imacros') files.push(operand());
    else if (flag === '-L') libraryFolders.push(operand());
    else if (flag === '-l') libraries.push(operand());
    else folders.push(operand());
  }
  const archives = libraryFolders.flatMap((folder) =>
    libraries.flatMap((name) => ['a', 'so'].map((ending) => `${folder}/lib${name}.${ending}`)),
  );
  return { folders, files: [...files, ...archives] };
}

/** The words of a `#cgo` line; ${SRCDIR} is the package's folder. */
function splitFlags(text: string): string[] {
  const words = text.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [];
  return words.map((word) => word.replaceAll(/["']/g, '').replaceAll('${SRCDIR}', '.'));
}
