/** A replacement of go.mod or go.work: `old [v] => new [v]`. Without a version, `path` is a folder. */
export interface Replace {
  readonly module: string;
  readonly version?: string;
  readonly path: string;
  readonly pathVersion?: string;
}

/** What the graph needs of a go.mod or go.work file (golang.org/ref/mod#go-mod-file-grammar). */
export interface ModFile {
  readonly module?: string;
  /** The `go` line, for example `1.23` or `1.23.4`. */
  readonly go?: string;
  /** Required versions by module path. */
  readonly requires: ReadonlyMap<string, string>;
  readonly replaces: readonly Replace[];
  /** Folders of go.work's `use`. */
  readonly uses: readonly string[];
}

/** Reads both kinds of file. Lines that are none of interest, malformed ones included, are passed over: Go reports them. */
export function parseModFile(text: string): ModFile {
  let module: string | undefined;
  let go: string | undefined;
  const requires = new Map<string, string>();
  const replaces: Replace[] = [];
  const uses: string[] = [];
  for (const [verb, ...words] of directives(text)) {
    if (verb === 'module') module ??= words[0];
    else if (verb === 'go') go ??= words[0];
    else if (verb === 'require' && words[0] !== undefined) requires.set(words[0], words[1] ?? '');
    else if (verb === 'use' && words[0] !== undefined) uses.push(words[0]);
    else if (verb === 'replace') replaces.push(...parseReplace(words));
  }
  return { module, go, requires, replaces, uses };
}

function parseReplace(words: readonly string[]): Replace[] {
  const arrow = words.indexOf('=>');
  const [module, version] = words.slice(0, arrow);
  const [path, pathVersion] = words.slice(arrow + 1);
  return arrow < 1 || module === undefined || path === undefined ? [] : [{ module, version, path, pathVersion }];
}

/** Each directive as its words, blocks taken apart. */
function* directives(text: string): Generator<string[]> {
  let block: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    const words = wordsOf(line);
    if (words.length === 0) continue;
    if (block !== undefined) {
      if (words[0] === ')') block = undefined;
      else yield [block, ...words];
    } else if (words[1] === '(') block = words[0];
    else yield words;
  }
}

const WORD = /\/\/.*|"((?:[^"\\]|\\.)*)"|`([^`]*)`|=>|[()]|[^\s()"`]+/g;

function wordsOf(line: string): string[] {
  const words: string[] = [];
  for (const [word, quoted, raw] of line.matchAll(WORD)) {
    if (word.startsWith('//')) break;
    words.push(quoted ?? raw ?? word);
  }
  return words;
}
