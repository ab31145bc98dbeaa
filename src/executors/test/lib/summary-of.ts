import { isSuccess, type Outcome } from '../../../events';
import { portId } from '../../../ports';
import { packageSummaries, type Summary } from '../../../reports';
import type { UnitRun } from '../../../gotest';
import type { NormalizedTestOptions } from './normalize-options';
import type { Resolved } from './resolve-plan';

/** The summary of a run. */
export function summaryOf(
  options: NormalizedTestOptions,
  { go, plan, cgo }: Resolved,
  unitRun: UnitRun,
  undeclaredInputs: Summary['undeclaredInputs'],
): Summary {
  const emulator = plan.emulator && {
    path: plan.emulator.path,
    version: plan.emulator.version,
    cpu: plan.emulator.cpu,
  };
  return {
    ...start(options, unitRun.startedAt),
    runner: { kind: plan.kind, why: plan.why, emulator },
    go: go.version,
    cgo: cgo.mode,
    outcome: outcomeOf(unitRun),
    seconds: unitRun.seconds,
    packages: packageSummaries(unitRun.run),
    undeclaredInputs,
  };
}

/** The summary of a run that could not begin. */
export function summaryOfNoRun(options: NormalizedTestOptions, outcome: Outcome, why: string): Summary {
  return {
    ...start(options, new Date()),
    runner: { kind: options.runner, why },
    go: '',
    cgo: 'off',
    outcome,
    seconds: 0,
    packages: [],
    undeclaredInputs: [],
  };
}

/** What the go command says overrules: it can fail where no package does. */
function outcomeOf({ run, exitCode, cancelled }: UnitRun): Outcome {
  const outcome = run.outcome ?? 'infrastructure';
  if (!isSuccess(outcome) || (exitCode === 0 && !cancelled)) return outcome;
  return cancelled ? 'infrastructure' : 'setupFailed';
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
