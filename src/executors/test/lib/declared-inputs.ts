import { randomUUID } from 'node:crypto';
import type { ExecutorContext, TargetConfiguration } from '@nx/devkit';
import { digestGlobs } from '../../../gotest';

type Input = NonNullable<TargetConfiguration['inputs']>[number];
type NamedInputs = Readonly<Record<string, readonly Input[]>>;

/** What a target's inputs hold besides the files of its own project and the sources of those it depends on. */
export interface DeclaredInputs {
  readonly variables: readonly string[];
  /** From the workspace root; with `!` before them they take out. */
  readonly globs: readonly string[];
  /** Something that only Nx can evaluate: a command, what another task writes, the files of a project by its name. */
  readonly others: boolean;
}

/**
 * Inputs of the running target as Nx understands them: named ones of the project win over those of nx.json.
 * `variables` are more that count: those of option `env`.
 */
export function declaredInputs(context: ExecutorContext, variables: readonly string[]): DeclaredInputs {
  const { target, nxJsonConfiguration } = context;
  const project = context.projectsConfigurations.projects[context.projectName ?? ''];
  const named = { ...nxJsonConfiguration?.namedInputs, ...project?.namedInputs };
  const all = flatten(target?.inputs ?? ['default'], named, new Set());
  return {
    variables: [...variables, ...all.flatMap(variableOf).filter(isTheirs)],
    globs: all.flatMap((input) => (typeof input === 'string' ? globOf(input) : [])),
    others: all.some((input) => typeof input === 'object' && !('env' in input)),
  };
}

/**
 * A digest of all that, for the key of Go's result cache. Go checks no file outside the module, and no variable that a
 * test reads without os.Getenv, so it would give back an old result where Nx has just seen that an input changed.
 */
export async function digestDeclared(
  { variables, globs, others }: DeclaredInputs,
  { root, except, env }: { readonly root: string; readonly except: readonly string[]; readonly env: NodeJS.ProcessEnv },
): Promise<string> {
  const values = [...new Set(variables)].sort().map((name) => [name, env[name] ?? null]);
  // The key of Nx holds everything; without one, no result may be used again.
  const task = others ? (process.env.NX_TASK_HASH ?? randomUUID()) : null;
  return JSON.stringify([values, await digestGlobs(root, globs, except), task]);
}

/** The machine as a whole is in the key of Nx; what of it matters to this run, Go's key has from the plan. */
function isTheirs(variable: string): boolean {
  return !variable.startsWith('NX_GO_CROSS_');
}

function variableOf(input: Input): string[] {
  return typeof input === 'object' && 'env' in input ? [input.env] : [];
}

function globOf(fileset: string): string[] {
  const [, negation, path] = /^(!?)\{workspaceRoot\}\/?(.+)$/.exec(fileset) ?? [];
  return path === undefined ? [] : [`${negation}${path}`];
}

/** Filesets as strings, everything else that counts as objects. What only says which sources of Go count is left out. */
function flatten(inputs: readonly Input[], named: NamedInputs, seen: ReadonlySet<string>): Input[] {
  return inputs.flatMap((input) => {
    if (typeof input === 'string') return flattenText(input, named, seen);
    if ('dependencies' in input && input.dependencies) return [];
    if ('fileset' in input) return [input.fileset];
    if ('input' in input && !('projects' in input)) return flattenText(input.input, named, seen);
    if ('externalDependencies' in input && input.externalDependencies.length === 0) return [];
    return [input];
  });
}

function flattenText(input: string, named: NamedInputs, seen: ReadonlySet<string>): Input[] {
  if (/^!?\{/.test(input)) return [input];
  if (input.startsWith('^') || seen.has(input) || isInferred(input, named)) return [];
  return flatten(named[input] ?? [], named, new Set([...seen, input]));
}

/** The plugin's own two inputs per port, `goArm64` and `goArm64Imports`: what Go compiles, and the project's data. */
function isInferred(name: string, named: NamedInputs): boolean {
  const own = name.replace(/Imports$/, '');
  return /^go[A-Z0-9]/.test(own) && own in named && `${own}Imports` in named;
}
