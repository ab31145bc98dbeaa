import type { ExecutorContext } from '@nx/devkit';
import type { GoFacts } from '../../../../host';
import { undeclaredInputs, type UndeclaredInput } from '../../../../inputs';
import type { UnitRun } from '../../../../gotest';
import type { Declaration } from '../../../../reports';
import type { NormalizedTestOptions } from '../normalize-options';
import { declarationOf } from './declaration-of';
import { EvidenceStore } from './evidence-store';
import { fileFacts } from './file-facts';
import { keyOf } from './key-of';
import { packageReads } from './package-reads';

export interface Undeclared {
  readonly inputs: readonly UndeclaredInput[];
  /** How to declare them; undefined when there are none. */
  readonly declaration?: Declaration;
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
  const fresh = packageReads(unitRun, root, folders);
  const cached = [...run.packages.values()].filter((one) => one.cached).map(({ importPath }) => importPath);
  const variant = [root, unit.project, unit.port, unit.options];
  const reads = env.GOCACHE ? new EvidenceStore(env.GOCACHE, variant).complete(fresh, cached) : fresh;
  const key = keyOf(context, declared.variables);
  const inputs = undeclaredInputs(reads, key, fileFacts(root, reads));
  return { inputs, declaration: inputs.length === 0 ? undefined : declarationOf(inputs, key, context) };
}
