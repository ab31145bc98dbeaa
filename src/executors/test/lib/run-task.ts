import type { ExecutorContext } from '@nx/devkit';
import { CrossTestError } from '../../../errors';
import { isSuccess } from '../../../events';
import { runUnits, type UnitListener } from '../../../gotest';
import { formatPort } from '../../../ports';
import { killCapturesOn, listenForCancel, type Cancellation, type Guard } from '../../../process';
import { createReporter, type Reporter, type RunInfo } from '../../../reports';
import type { RunPlan } from '../../../runners';
import { isKept, keptText, writeBinaries } from '../../test-binaries/lib/write-binaries';
import type { TestExecutorSchema } from '../schema';
import { announcePackages } from './announce-packages';
import type { ExecutorKind } from './binary-options';
import { buildUnit } from './build-unit';
import { checkOutput } from './check-output';
import { emptyRunError } from './check-run';
import { header } from './header';
import { normalizeOptions, type NormalizedTestOptions } from './normalize-options';
import { nothingRanText } from './nothing-ran';
import { prepareOutput } from './prepare-output';
import { reportNoRun } from './report-no-run';
import { resolvePlan } from './resolve-plan';
import { summaryOf } from './summary-of';
import type { Streams } from './terminal';
import { findUndeclared } from './undeclared/find-undeclared';
import { refusalOf, reportUndeclared } from './undeclared/report-undeclared';
import { writeResults } from './write-results';

/** One task of Nx, with all that it gets from the process that it is in. */
export interface TestTask {
  readonly schema: TestExecutorSchema;
  readonly context: ExecutorContext;
  readonly kind: ExecutorKind;
  readonly env: NodeJS.ProcessEnv;
  readonly streams: Streams;
  /** Of the process. */
  readonly guard: Guard;
  /** Of all tasks of a batch. A task that has a process for itself dies of a signal until its tests are started. */
  readonly cancellation?: Cancellation;
}

/** Runs a task to its end. What it says goes to its streams, and what can be blamed on the user is no exception. */
export async function runTask(task: TestTask): Promise<boolean> {
  let options: NormalizedTestOptions | undefined;
  try {
    const normalized = normalizeOptions(task.schema, task.context, task.kind, task.env);
    checkOutput(normalized);
    options = normalized;
    prepareOutput(options);
    return await runTests(options, task);
  } catch (error) {
    if (!(error instanceof CrossTestError)) throw error;
    task.streams.err.write(`${error.format()}\n`);
    if (options) reportNoRun(options, error);
    return false;
  }
}

async function runTests(options: NormalizedTestOptions, task: TestTask): Promise<boolean> {
  const { context, streams } = task;
  const { resolved, unit } = await untilCancel(task, () => prepare(options));
  const people = options.reporter === 'json' ? streams.err : streams.out;
  people.write(header(options, resolved));
  const reporter = createReporter(options.reporter, streams.out, runInfo(options, resolved.plan), people);
  const cancellation = task.cancellation ?? listenForCancel();
  const stopAnnouncing = people.live ? announcePackages(unit, reporter) : () => undefined;
  try {
    const run = { listener: listenerFor(reporter), guard: task.guard, signal: cancellation.signal };
    const [unitRun] = await runUnits([unit], run).finally(stopAnnouncing);
    if (unitRun!.cancelled) cancellation.cancel();
    const empty = emptyRunError(unitRun!);
    if (empty) throw empty;
    const kept = isKept(unitRun!) ? await writeBinaries(options, resolved, unitRun!) : undefined;
    const found = await findUndeclared(options, context, resolved.go, unitRun!);
    const summary = summaryOf(options, resolved, unitRun!, found);
    const refused = refusalOf(options, found) && 'undeclared inputs';
    reporter.end({ ...unitRun!, outcome: summary.outcome, refused });
    writeResults(options, summary, resolved, unitRun!);
    if (kept !== undefined) people.write(keptText(options, kept));
    people.write(nothingRanText(unitRun!));
    reportUndeclared(options, found, people, streams);
    return isSuccess(summary.outcome);
  } finally {
    if (task.cancellation === undefined) cancellation.dispose();
  }
}

/**
 * Nx signals the commands that a task has running, and the task's own process only when these have ended and no new ones
 * are there: a task that takes such an end for an answer would go on to its tests.
 */
async function untilCancel<T>({ cancellation, guard }: TestTask, work: () => Promise<T>): Promise<T> {
  if (cancellation !== undefined) return killCapturesOn(cancellation.signal, work);
  return work().finally(guard.onSignal(() => process.kill(process.pid, 'SIGTERM')));
}

async function prepare(options: NormalizedTestOptions) {
  const resolved = await resolvePlan(options);
  return { resolved, unit: await buildUnit(options, resolved) };
}

function runInfo({ port }: NormalizedTestOptions, { emulator, compileOnly }: RunPlan): RunInfo {
  return {
    port: formatPort(port),
    emulator: emulator && `${emulator.path} ${emulator.version}`,
    compileOnly,
  };
}

function listenerFor(reporter: Reporter): UnitListener {
  return {
    onEvent: (_unit, event, run, raw) => reporter.onEvent(event, run, raw),
    onText: (_unit, line) => reporter.onText(line),
    onRetry: (unit, packages, attempt) => reporter.onRetry(packages, attempt, unit.infraRetries),
  };
}
