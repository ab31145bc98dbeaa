import type { GoDeclaration, GoFile } from './go-declarations';

/** A call by which a package reads a file, a variable or starts a program before its tests begin. */
export interface EarlyCall {
  /** As it stands in the code: `os.Getenv`. */
  readonly name: string;
  readonly kind: 'file' | 'env' | 'other';
  /** The file or variable, when the code names it; relative to where the tests run. */
  readonly argument?: string;
  /** `TestMain`, `init` or `a package variable`. */
  readonly where: string;
}

const FILES = 'Open OpenFile ReadFile ReadDir Stat Lstat Readlink DirFS OpenRoot OpenInRoot';

/** What Go's log would have, were it open already, and what starts programs, by import path. */
const READERS: Readonly<Record<string, Readonly<Record<string, EarlyCall['kind']>>>> = {
  os: { ...kinds('file', FILES), ...kinds('env', 'Getenv LookupEnv'), ...kinds('other', 'Environ Expand ExpandEnv') },
  'io/ioutil': kinds('file', 'ReadFile ReadDir'),
  'path/filepath': { ...kinds('file', 'Walk WalkDir'), ...kinds('other', 'Glob') },
  syscall: { ...kinds('file', 'Open Stat Lstat'), ...kinds('env', 'Getenv') },
  'golang.org/x/sys/unix': kinds('file', 'Open Stat Lstat'),
  'text/template': kinds('other', 'ParseFiles ParseGlob'),
  'html/template': kinds('other', 'ParseFiles ParseGlob'),
  'os/exec': kinds('other', 'Command CommandContext'),
};

function kinds(kind: EarlyCall['kind'], names: string): Record<string, EarlyCall['kind']> {
  return Object.fromEntries(names.split(' ').map((name) => [name, kind]));
}

/** Whether a file may hold such a call: most do not, and are not looked at more closely. */
export function mayRead(source: string): boolean {
  return Object.keys(READERS).some((path) => source.includes(`"${path}"`));
}

/**
 * The reads that `TestMain`, `init` functions and package variables make, in functions of the same package that they
 * call too. Of a package that is only imported `hasTests` is false: its TestMain does not run.
 */
export function earlyCalls(files: readonly GoFile[], hasTests: boolean): EarlyCall[] {
  const all = files.flatMap((file) => file.declarations.map((one) => ({ file, ...one })));
  const roots = all.filter((one) => whereOf(one, hasTests) !== undefined);
  return roots.flatMap((root) => {
    const reached = new Set([root]);
    for (const one of reached) for (const next of calledBy(one, all)) reached.add(next);
    return [...reached].flatMap(({ file, text }) => callsIn(text, file.imports, whereOf(root, hasTests)!));
  });
}

function whereOf({ kind, name, isMethod }: GoDeclaration, hasTests: boolean): string | undefined {
  if (kind === 'var') return 'a package variable';
  if (isMethod) return undefined;
  return name === 'init' || (hasTests && name === 'TestMain') ? name : undefined;
}

/** By name: a method of a name stands for all methods of that name. m.Run is where Go's log begins. */
function calledBy<T extends GoDeclaration>({ name: caller, text }: T, all: readonly T[]): T[] {
  const names = new Map<string, boolean>();
  for (const [call, dot, name] of text.matchAll(/(\.)?\b([A-Za-z_]\w*)\(/g)) {
    if (caller === 'TestMain' && call === '.Run(') continue;
    names.set(`${dot ?? ''}${name}`, true);
  }
  return all.filter(({ kind, name, isMethod }) => kind === 'func' && names.has(`${isMethod ? '.' : ''}${name}`));
}

const CALL_OR_TEXT = /"(?:\\.|[^"\\\n])*"|(?<![.\w])(\w+)\.(\w+)\(/g;

function callsIn(text: string, imports: GoFile['imports'], where: string): EarlyCall[] {
  return [...text.matchAll(CALL_OR_TEXT)].flatMap((match): EarlyCall[] => {
    const [all, name, member] = match;
    const kind = READERS[imports.get(name!) ?? '']?.[member!];
    if (kind === undefined) return [];
    const argument = kind === 'other' ? undefined : firstArgument(text.slice(match.index + all.length), imports);
    return [{ name: `${name}.${member}`, kind, argument, where }];
  });
}

/** A text, or filepath.Join of texts; undefined for what is computed. */
function firstArgument(rest: string, imports: GoFile['imports']): string | undefined {
  const [, text] = /^\s*"((?:\\.|[^"\\])*)"\s*[,)]/.exec(rest) ?? [];
  if (text !== undefined) return text;
  const [, name, list] = /^\s*(\w+)\.Join\(((?:\s*"[^"\\]*"\s*,?)+)\)/.exec(rest) ?? [];
  if (list === undefined || !/^path(\/filepath)?$/.test(imports.get(name!) ?? '')) return undefined;
  return [...list.matchAll(/"([^"]*)"/g)].map(([, part]) => part).join('/');
}
