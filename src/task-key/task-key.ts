import { flattenInputs, type Input, type KeyPart, type NamedInputs } from './flatten';
import { globToRegExp, literalFolder } from './glob';
import { keyFolders, type KeyFolder } from './key-folders';
import { DECLARED_INPUT } from './names';

/** What decides what a task's key holds. Paths are counted from the workspace root, which is `.`. */
export interface KeyFacts {
  /** The target's inputs; undefined is Nx's default for them. */
  readonly inputs: readonly Input[] | undefined;
  /** Of the project over those of nx.json. */
  readonly named: NamedInputs;
  readonly projectRoot: string;
  /** The roots of all projects by their names. */
  readonly projects: Readonly<Record<string, string>>;
  /** The names of all projects that this one depends on, however far away. */
  readonly dependencies: readonly string[];
  /** Whether this version of Nx knows `includeIgnored`; 22 does not. */
  readonly knowsIncludeIgnored: boolean;
}

export interface TaskKey {
  /** Whether an edit of the file changes the key. What cannot be judged here counts as held. */
  holdsFile(file: string, isIgnored: boolean): boolean;
  holdsVariable(name: string): boolean;
  /** The variables that are inputs by name. */
  readonly variables: readonly string[];
  /** Where the files lie that it can hold, but for what every key holds and what other tasks write. */
  readonly folders: readonly KeyFolder[];
  /** Whether what is written into the named input for it becomes part of the key. */
  readonly isDeclarable: boolean;
  /** Whether any input can hold a file that git ignores. */
  readonly canHoldIgnored: boolean;
}

/** Nx puts these into every key (`nx show target … inputs`). */
const ALWAYS = ['nx.json', '.gitignore', '.nxignore'];
const DEFAULT_INPUTS: readonly Input[] = ['default', '^default'];
const DEFAULT_NAMED: NamedInputs = { default: ['{projectRoot}/**/*'] };

export function taskKey(facts: KeyFacts): TaskKey {
  const inputs = facts.inputs ?? DEFAULT_INPUTS;
  const named = { ...DEFAULT_NAMED, ...facts.named };
  const parts = flattenInputs(inputs, named).map((part) => (facts.knowsIncludeIgnored ? part : withoutIgnored(part)));
  const holdsTracked = trackedFiles(parts, facts);
  const holdsAnyway = untrackedFiles(parts, facts);
  return {
    holdsFile: (file, isIgnored) => holdsAnyway(file) || (!isIgnored && (ALWAYS.includes(file) || holdsTracked(file))),
    holdsVariable: (name) =>
      parts.some((part) => (part.kind === 'variable' && part.name === name) || isMentioned(part, name)),
    variables: parts.flatMap((part) => (part.kind === 'variable' ? part.name : [])),
    folders: keyFolders(parts, facts.projectRoot, (names) => rootsOf(names, facts)),
    isDeclarable: flattenInputs(inputs, { ...named, [DECLARED_INPUT]: [{ env: DECLARED_INPUT }] }).some(
      (part) => part.kind === 'variable' && part.name === DECLARED_INPUT,
    ),
    canHoldIgnored: facts.knowsIncludeIgnored,
  };
}

function withoutIgnored(part: KeyPart): KeyPart {
  return part.kind === 'filesWithIgnored' ? { ...part, kind: 'files', negated: false } : part;
}

/** Filesets with the same root are one set: whatever one of them takes out is out, in any order (measured). */
function trackedFiles(parts: readonly KeyPart[], facts: KeyFacts): (file: string) => boolean {
  const sets = (['project', 'workspace'] as const).map((of) => {
    const globs = parts.filter((part) => part.kind === 'files' && part.of === of) as GlobPart[];
    const test = (negated: boolean) => globs.filter((one) => one.negated === negated).map((one) => matcher(one, facts));
    return { positive: test(false), negative: test(true) };
  });
  return (file) =>
    sets.some(({ positive, negative }) => positive.some((test) => test(file)) && !negative.some((test) => test(file)));
}

type GlobPart = Extract<KeyPart, { kind: 'files' }>;

function untrackedFiles(parts: readonly KeyPart[], facts: KeyFacts): (file: string) => boolean {
  const tests = parts.map((part): ((file: string) => boolean) => {
    if (part.kind === 'filesWithIgnored') return matcher({ ...part, kind: 'files', negated: false }, facts);
    if (part.kind === 'outputs') return outputsMatcher(part.glob);
    if (part.kind === 'projects') return (file) => isInProjects(file, part.names, facts);
    return (file) => isMentioned(part, file);
  });
  return (file) => tests.some((test) => test(file));
}

function matcher({ of, glob, negated }: GlobPart, facts: KeyFacts): (file: string) => boolean {
  const whole = of === 'project' && facts.projectRoot !== '.' ? `${facts.projectRoot}/${glob}` : glob;
  const pattern = globToRegExp(whole);
  const folder = literalFolder(whole);
  const isMatch = (file: string) =>
    pattern === undefined ? !negated && file.startsWith(folder === '' ? '' : `${folder}/`) : pattern.test(file);
  if (of === 'workspace') return isMatch;
  return (file) => ownerOf(file, facts) === facts.projectRoot && isMatch(file);
}

/** Outputs are files of other tasks; where those write, only Nx knows. */
function outputsMatcher(glob: string): (file: string) => boolean {
  const pattern = globToRegExp(`**/${glob.replace(/^\*\*\//, '')}`);
  return (file) => pattern === undefined || pattern.test(file);
}

/** Files count to the nearest project above them. */
function ownerOf(file: string, { projects }: KeyFacts): string | undefined {
  const roots = Object.values(projects).filter((root) => root !== '.' && file.startsWith(`${root}/`));
  const [nearest] = roots.sort((a, b) => b.length - a.length);
  return nearest ?? Object.values(projects).find((root) => root === '.');
}

function rootsOf(names: readonly string[] | 'dependencies', { projects, dependencies }: KeyFacts): string[] {
  const chosen = names === 'dependencies' ? dependencies : names;
  // A pattern or a tag instead of a name may mean any project.
  if (chosen.some((name) => projects[name] === undefined)) return Object.values(projects);
  return chosen.map((name) => projects[name]!);
}

function isInProjects(file: string, names: readonly string[] | 'dependencies', facts: KeyFacts): boolean {
  const owner = ownerOf(file, facts);
  if (owner === undefined) return false;
  if (names === 'dependencies') return facts.dependencies.some((name) => facts.projects[name] === owner);
  // A pattern or a tag instead of a name may mean any project.
  return names.some((name) => facts.projects[name] === owner || facts.projects[name] === undefined);
}

/** A command may print anything; one that names the file or the variable is there for its sake. */
function isMentioned(part: KeyPart, name: string): boolean {
  return part.kind === 'command' && part.text.includes(name.split('/').at(-1)!);
}
