import { randomUUID } from 'node:crypto';
import type { ExecutorContext } from '@nx/devkit';
import { digestGlobs } from '../../gotest';
import { flattenInputs, type KeyPart, type NamedInputs } from '../../task-key';

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
  const named = withoutInferred({ ...nxJsonConfiguration?.namedInputs, ...project?.namedInputs } as NamedInputs);
  const parts = flattenInputs(target?.inputs ?? ['default'], named);
  return {
    variables: [...variables, ...parts.flatMap(variableOf).filter(isTheirs)],
    globs: parts.flatMap(globOf),
    others: parts.some(isForNxAlone),
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
  // The key of Nx holds everything; without one, as in a batch, no result may be used again.
  const task = others ? (env.NX_TASK_HASH ?? randomUUID()) : null;
  return JSON.stringify([values, await digestGlobs(root, globs, except), task]);
}

/** The machine as a whole is in the key of Nx; what of it matters to this run, Go's key has from the plan. */
function isTheirs(variable: string): boolean {
  return !variable.startsWith('NX_GO_CROSS_');
}

function variableOf(part: KeyPart): string[] {
  return part.kind === 'variable' ? [part.name] : [];
}

/** Files of the project itself are in the digest of its data already. */
function globOf(part: KeyPart): string[] {
  if (part.kind !== 'files' && part.kind !== 'filesWithIgnored') return [];
  if (part.of === 'project') return [];
  return [part.kind === 'files' && part.negated ? `!${part.glob}` : part.glob];
}

/** What is said of dependencies says only which sources of Go count. */
function isForNxAlone(part: KeyPart): boolean {
  if (part.kind === 'projects') return part.names !== 'dependencies';
  return part.kind === 'command' || part.kind === 'outputs' || part.kind === 'other';
}

/** Without the plugin's own two inputs per port, `goArm64` and `goArm64Imports`: what Go compiles, and the project's data. */
function withoutInferred(named: NamedInputs): NamedInputs {
  const isInferred = (name: string) => {
    const own = name.replace(/Imports$/, '');
    return /^go[A-Z0-9]/.test(own) && own in named && `${own}Imports` in named;
  };
  return Object.fromEntries(Object.entries(named).filter(([name]) => !isInferred(name)));
}
