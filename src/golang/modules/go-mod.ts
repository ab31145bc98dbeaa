import { posix } from 'node:path';
import { readText } from '../../files';

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
  /** Those of them that the module's own packages do not import (`// indirect`). */
  readonly indirect: ReadonlySet<string>;
  readonly replaces: readonly Replace[];
  /** Folders of go.work's `use`. */
  readonly uses: readonly string[];
  /** Folders that package patterns leave out (`ignore`, since Go 1.25). */
  readonly ignores: readonly string[];
  /** The first line that Go would refuse, of those that matter here. */
  readonly wrongLine?: number;
}

/** Reads both kinds of file. Lines that are none of interest are passed over: Go reports them. */
export function parseModFile(text: string): ModFile {
  let [module, go, wrongLine]: [string?, string?, number?] = [];
  const requires = new Map<string, string>();
  const indirect = new Set<string>();
  const replaces: Replace[] = [];
  const [uses, ignores]: [string[], string[]] = [[], []];
  for (const { verb, words, line, isIndirect } of directives(text)) {
    const [first] = words;
    const replace = verb === 'replace' ? parseReplace(words) : undefined;
    if (first === undefined || (verb === 'replace' && !replace) || words.includes('"')) {
      if (READ.has(verb)) wrongLine ??= line;
    } else if (verb === 'module') module ??= first;
    else if (verb === 'go') go ??= first;
    else if (verb === 'require') {
      requires.set(first, words[1] ?? '');
      if (isIndirect) indirect.add(first);
    } else if (verb === 'use') uses.push(first);
    else if (verb === 'ignore') ignores.push(first);
    else if (replace) replaces.push(replace);
  }
  return { module, go, requires, indirect, replaces, uses, ignores, wrongLine };
}

/** The same of a file on the disk; nothing is said by one that cannot be read. */
export function readModFile(path: string): ModFile {
  return parseModFile(readText(path) ?? '');
}

/** Whether `ignore` lines name a folder, by its path from the module, or one around it (cmd/go/internal/search). */
export function isIgnoredBy(ignores: readonly string[], dir: string): boolean {
  const path = `/${dir}/`;
  return ignores.some((ignore) => {
    const name = posix.join('/', ignore, '/');
    return ignore.startsWith('./') ? path.startsWith(name) : path.includes(name);
  });
}

const READ = new Set(['module', 'go', 'require', 'use', 'ignore', 'replace']);

function parseReplace(words: readonly string[]): Replace | undefined {
  const arrow = words.indexOf('=>');
  const [module, version] = words.slice(0, arrow);
  const [path, pathVersion] = words.slice(arrow + 1);
  return arrow < 1 || module === undefined || path === undefined ? undefined : { module, version, path, pathVersion };
}

interface Directive {
  readonly verb: string;
  readonly words: readonly string[];
  readonly line: number;
  readonly isIndirect: boolean;
}

/** What Go takes for the mark (golang.org/x/mod/modfile, isIndirect). */
const INDIRECT = /^(?:(?!\/\/).)*\/\/\s*indirect(;|\s*$)/;

/** Each directive, blocks taken apart. */
function* directives(text: string): Generator<Directive> {
  let block: string | undefined;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [first, ...rest] = wordsOf(line);
    if (first === undefined) continue;
    const at = { line: index + 1, isIndirect: INDIRECT.test(line) };
    if (block === undefined && rest[0] === '(') block = first;
    else if (block === undefined) yield { verb: first, words: rest, ...at };
    else if (first === ')') block = undefined;
    else yield { verb: block, words: [first, ...rest], ...at };
  }
}

/** A quote that nothing closes is a word of its own. */
const WORD = /\/\/.*|"((?:[^"\\]|\\.)*)"|`([^`]*)`|["`()]|(?:(?!\/\/)[^\s()"`])+/g;

function wordsOf(line: string): string[] {
  const words: string[] = [];
  for (const [word, quoted, raw] of line.matchAll(WORD)) {
    if (word.startsWith('//')) break;
    words.push((quoted === undefined ? undefined : unquote(quoted)) ?? raw ?? (word === '`' ? '"' : word));
  }
  return words;
}

const ESCAPED: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** What stands between the quotes of a Go string (strconv.Unquote). */
function unquote(text: string): string {
  return text.replace(/\\(x..|u.{4}|U.{8}|[0-7]{3}|.)/g, (_, escape: string) => {
    const isHex = /^[xuU]./.test(escape);
    if (!isHex && !/^[0-7]{3}/.test(escape)) return ESCAPED[escape] ?? escape;
    const code = isHex ? Number.parseInt(escape.slice(1), 16) : Number.parseInt(escape, 8);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
