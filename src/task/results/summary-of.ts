import type { CrossTestError } from '../../errors';
import { isSuccess, type Outcome } from '../../events';
import { lastFlag, parseFlags, parseGoflags } from '../../golang';
import { portId } from '../../ports';
import { packageSummaries, type Filter, type Summary } from '../../results';
import type { Checkout } from '../../host';
import type { UnitRun } from '../../gotest';
import type { NormalizedTestOptions } from '../options/normalize-options';
import type { Resolved } from '../prepare/resolved';
import { emulatorJson } from '../../emulation';
import type { Selected } from './selected-tests';
import type { UndeclaredInput } from '../../task-key';

/** What a run was asked to do, and of which sources. */
export interface Provenance {
  readonly checkout: Checkout | undefined;
  /** Of the task, by Nx. */
  readonly hash: string | undefined;
  readonly filter: Filter;
  readonly selected?: Selected;
}

/** The summary of a run. */
export function summaryOf(
  options: NormalizedTestOptions,
  { go, plan, cgo }: Resolved,
  unitRun: UnitRun,
  undeclaredInputs: readonly UndeclaredInput[],
  /** Why a run that went well does not count. */
  refusal: CrossTestError | undefined,
  provenance: Provenance,
): Summary {
  const { outcome, reason } = endOf(unitRun, refusal);
  const emulator = plan.emulator && emulatorJson(plan.emulator);
  return {
    ...start(options, unitRun.startedAt),
    runner: { kind: plan.kind, why: plan.why, emulator, unproved: plan.unproved },
    go: go.version,
    cgo: cgo.mode,
    outcome,
    reason,
    seconds: unitRun.seconds,
    packages: packageSummaries(unitRun.run).map((one) => ({
      ...one,
      selected: provenance.selected?.get(one.importPath),
    })),
    ...provenanceFields(provenance),
    shuffle: shuffleOf(unitRun.unit),
    undeclaredInputs,
  };
}

/** By Go's rules: that of `goFlags`, else the option, else that of GOFLAGS. */
function shuffleOf({ goflags, options: { shuffle, goFlags } }: UnitRun['unit']): string | undefined {
  const own = lastFlag('shuffle', parseFlags(goFlags));
  return own ?? shuffle ?? lastFlag('shuffle', parseGoflags(goflags));
}

/** The summary of a run that could not begin. */
export function summaryOfNoRun(options: NormalizedTestOptions, outcome: Outcome, why: string, hash?: string): Summary {
  return {
    ...start(options, new Date()),
    runner: { kind: options.runner, why },
    go: '',
    cgo: 'off',
    outcome,
    seconds: 0,
    packages: [],
    hash,
    filter: {},
    undeclaredInputs: [],
  };
}

function provenanceFields({ checkout, hash, filter }: Provenance) {
  return { commit: checkout?.commit, clean: checkout?.clean, hash, filter };
}

/** What the go command says overrules: it can fail where no package does. */
function endOf(
  { run, exitCode, cancelled, unwritten }: UnitRun,
  refusal: CrossTestError | undefined,
): Pick<Summary, 'outcome' | 'reason'> {
  const outcome = run.outcome ?? 'infrastructure';
  if (!isSuccess(outcome)) return { outcome };
  if (cancelled) return { outcome: 'infrastructure', reason: 'cancelled' };
  if (unwritten !== undefined) return { outcome: 'infrastructure', reason: `events.jsonl is not whole: ${unwritten}` };
  if (exitCode !== 0) return { outcome: 'setupFailed', reason: run.text.join('\n') || undefined };
  // What is wrong is how the target is set up, not what its tests found.
  return refusal === undefined ? { outcome } : { outcome: 'setupFailed', reason: refusal.message };
}

function start({ project, port }: NormalizedTestOptions, startedAt: Date) {
  const { goos, goarch, level } = port;
  return {
    schema: 1 as const,
    project,
    port: { id: portId(port), goos, goarch, level },
    startedAt: startedAt.toISOString(),
  };
}
