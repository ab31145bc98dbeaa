import { formatEmulator } from '../emulation';
import { runUnit, type UnitListener, type UnitRun } from '../gotest';
import { formatPort } from '../ports';
import type { Cancellation } from '../process';
import { createReporter, type Reporter, type RunInfo, type Writer } from '../reports';
import type { RunPlan } from '../runners';
import { announcePackages } from './console/announce-packages';
import { header } from './console/header';
import type { NormalizedTestOptions } from './options/normalize-options';
import { narrowedNote, notCachedText } from './options/not-cached';
import type { PreparedRun } from './prepared-run';

/** A run that has ended, and who reports it. */
export interface ExecutedRun {
  readonly unitRun: UnitRun;
  readonly reporter: Reporter;
  /** Where text for people goes: standard output belongs to events with reporter `json`. */
  readonly people: Writer;
}

/** Runs the tests to their end, and prints how they run and what they say meanwhile. */
export async function execute(run: PreparedRun, cancellation: Cancellation): Promise<ExecutedRun> {
  const { options, task, resolved, unit } = run;
  const { streams, guard } = task;
  const people = options.reporter === 'json' ? streams.err : streams.out;
  people.write(header(options, resolved));
  people.write(notCachedText(task.context, task.env));
  people.write(narrowedNote(task.context, task.env));
  const reporter = createReporter(options.reporter, streams.out, runInfo(options, resolved.plan), people);
  const stopAnnouncing = people.live ? announcePackages(unit, reporter) : () => undefined;
  const { signal } = cancellation;
  const listener = withProgress(reporter, run);
  const session = { listener, guard, signal, goTests: task.batch?.goTests };
  const unitRun = await runUnit(unit, session).finally(stopAnnouncing);
  if (unitRun.cancelled) cancellation.cancel();
  return { unitRun, reporter, people };
}

/** In a batch the report of a task is read when all of it is there; this says meanwhile what has ended. */
function withProgress(reporter: Reporter, { options, task, resolved }: PreparedRun): UnitListener {
  if (task.batch === undefined || ['quiet', 'json'].includes(options.reporter)) return reporter;
  const progress = task.batch.progress.of(options.project, runInfo(options, resolved.plan));
  return {
    onText: reporter.onText,
    onRetry: reporter.onRetry,
    onPackages: progress.onPackages,
    onEvent: (event, testRun, raw) => {
      reporter.onEvent(event, testRun, raw);
      progress.onEvent(event, testRun);
    },
  };
}

function runInfo({ port }: NormalizedTestOptions, { emulator, compileOnly }: RunPlan): RunInfo {
  return {
    port: formatPort(port),
    emulator: emulator && formatEmulator(emulator),
    compileOnly,
  };
}
