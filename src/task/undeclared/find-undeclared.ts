import type { ExecutorContext } from '@nx/devkit';
import type { GoFacts } from '../../host';
import { undeclaredInputs, type PackageReads, type UndeclaredInput } from '../../task-key';
import type { UnitRun } from '../../gotest';
import type { Declaration, UnloggedReads } from '../../reports';
import type { NormalizedTestOptions } from '../options/normalize-options';
import { declarationOf } from './declaration-of';
import { earlyCallsIn } from './early-calls-in';
import { EvidenceStore } from './evidence-store';
import { fileFacts } from './file-facts';
import { keyOf } from './key-of';
import { packageReads } from './package-reads';
import { earlyReads, unloggedReads } from './unlogged-reads';

export interface Undeclared {
  readonly inputs: readonly UndeclaredInput[];
  /** How to declare them; undefined when there are none. */
  readonly declaration?: Declaration;
  /** Packages of which more may be found when system calls are logged. */
  readonly unlogged?: readonly UnloggedReads[];
  /** Packages whose system calls were to be logged and were not. */
  readonly untraced?: readonly string[];
}

/** Go's own folders: what is in them is fixed by its version, by go.sum or by its own keys. */
const GO_FOLDERS = ['GOROOT', 'GOMODCACHE', 'GOCACHE'];

/** What the tests of a run read and the key of their task does not hold. */
export async function findUndeclared(
  { declared }: NormalizedTestOptions,
  context: ExecutorContext,
  { env }: GoFacts,
  unitRun: UnitRun,
): Promise<Undeclared> {
  const { unit, run } = unitRun;
  if (!unit.keepTestLogs || unitRun.cancelled) return { inputs: [] };
  const { root } = context;
  const folders = GO_FOLDERS.flatMap((name) => env[name] || []);
  const callsOf = earlyCallsIn(context);
  const ran = packageReads(unitRun, root, folders).map((reads, index) => {
    const early = earlyReads(callsOf(reads.dir));
    return { reads, early, traced: unitRun.testLogs[index]!.traced ?? false };
  });
  // No system call says that a variable was asked for.
  const fresh = ran.map(({ reads, early, traced }) => (traced ? withVariables(reads, early.variables) : reads));
  const cached = [...run.packages.values()].filter((one) => one.cached).map(({ importPath }) => importPath);
  const traced = unit.tracer === undefined ? [] : ['traced'];
  const variant = [root, unit.project, unit.port, unit.options, ...traced];
  const reads = env.GOCACHE ? new EvidenceStore(env.GOCACHE, variant).complete(fresh, cached) : fresh;
  const key = keyOf(context, declared.variables);
  const untraced = ran.filter((one) => !one.traced);
  const facts = fileFacts(root, reads);
  const inputs = undeclaredInputs(reads, key, facts);
  const declaration = inputs.length === 0 ? undefined : declarationOf(inputs, key, context);
  const unlogged = unloggedReads(untraced, root, key, facts);
  const missing = unit.tracer === undefined ? [] : untraced.map((one) => one.reads.importPath);
  return { inputs, declaration, unlogged, untraced: missing };
}

function withVariables(reads: PackageReads, more: readonly string[]): PackageReads {
  return { ...reads, variables: [...new Set([...reads.variables, ...more])].sort() };
}
