import type { CrossTestError } from '../errors';
import { isSuccess } from '../events';
import { runUnits, type Scratch, type TestUnit, type UnitListener, type UnitRun } from '../gotest';
import { formatPort } from '../ports';
import { listenForCancel, type Cancellation } from '../process';
import { createReporter, type Reporter, type RunInfo, type Summary } from '../reports';
import type { RunPlan } from '../runners';
import { formatEmulator } from '../emulation';
import { isKept, keptText, writeBinaries } from './results/write-binaries';
import { announcePackages } from './console/announce-packages';
import { keepApart, type Verdict } from './changes/keep-apart';
import type { InputWatch } from './changes/watch-inputs';
import { emptyRunError } from './results/check-run';
import { deliverResults } from './results/deliver-results';
import { explainCgo } from './prepare/explain-cgo';
import { header } from './console/header';
import { locateFailures } from './results/locate-failures';
import type { NormalizedTestOptions } from './options/normalize-options';
import { narrowedNote, notCachedText } from './options/not-cached';
import { isNothingForPort, nothingForPortText } from './results/nothing-for-port';
import { nothingRanText } from './results/nothing-ran';
import { placeResults } from './results/place-results';
import { provenanceOf } from './results/provenance';
import type { Resolved } from './prepare/resolved';
import { summaryOf } from './results/summary-of';
import type { TestTask } from './test-task';
import { findUndeclared } from './undeclared/find-undeclared';
import { refusalOf, reportUndeclared } from './undeclared/report-undeclared';
import { packageFolders } from './results/write-results';

export interface PreparedRun {
  readonly options: NormalizedTestOptions;
  readonly task: TestTask;
  readonly resolved: Resolved;
  readonly scratch: Scratch;
  readonly inputs: InputWatch;
  /** Gives room back that was held on the disk. */
  readonly release: () => void;
}

/** Runs a unit to its end, says what became of it and leaves the results. Returns whether the task has succeeded. */
export async function runAndReport(unit: TestUnit, prepared: PreparedRun): Promise<boolean> {
  const { options, task, resolved } = prepared;
  const { streams } = task;
  const people = options.reporter === 'json' ? streams.err : streams.out;
  people.write(header(options, resolved));
  people.write(notCachedText(task.context, task.env));
  people.write(narrowedNote(task.context, task.env));
  const reporter = createReporter(options.reporter, streams.out, runInfo(options, resolved.plan), people);
  const cancellation = task.cancellation ?? listenForCancel();
  const provenance = provenanceOf(options, resolved, task);
  try {
    const unitRun = await runUnit(unit, task, cancellation, reporter, people.live);
    return await report(unitRun, prepared, reporter, provenance);
  } finally {
    if (task.cancellation === undefined) cancellation.dispose();
  }
}

async function runUnit(
  unit: TestUnit,
  { guard }: TestTask,
  cancellation: Cancellation,
  reporter: Reporter,
  isLive: boolean,
): Promise<UnitRun> {
  const stopAnnouncing = isLive ? announcePackages(unit, reporter) : () => undefined;
  const options = { listener: listenerFor(reporter), guard, signal: cancellation.signal };
  const [unitRun] = await runUnits([unit], options).finally(stopAnnouncing);
  if (unitRun!.cancelled) cancellation.cancel();
  return unitRun!;
}

async function report(
  ended: UnitRun,
  prepared: PreparedRun,
  reporter: Reporter,
  provenance: ReturnType<typeof provenanceOf>,
): Promise<boolean> {
  const { options, task, resolved, scratch, release } = prepared;
  const { context, streams } = task;
  const people = options.reporter === 'json' ? streams.err : streams.out;
  const isNothing = await isNothingForPort(ended, task.schema.packages);
  // That nothing matched is an error to Go.
  const unitRun = isNothing ? { ...ended, exitCode: 0 } : ended;
  const empty = isNothing ? undefined : emptyRunError(unitRun);
  if (empty) {
    placeResults(scratch.results, options.outputDir);
    throw empty;
  }
  await explainCgo(unitRun, resolved.cgo);
  const staged = { ...options, outputDir: scratch.results };
  const kept = isKept(unitRun) ? await writeBinaries(staged, resolved, unitRun) : undefined;
  const found = await findUndeclared(options, context, resolved.go, unitRun);
  const folderOf = packageFolders(options, resolved);
  locateFailures(unitRun.run, { root: options.root, dir: options.dir, folderOf });
  const tested = summaryOf(options, resolved, unitRun, found, await provenance(unitRun, folderOf));
  const verdict = isSuccess(tested.outcome) ? await verdictOn(prepared) : undefined;
  const summary = verdict?.refused ? refusedSummary(tested, verdict.refused) : tested;
  const refused = verdict?.refused ? 'inputs changed' : refusalOf(options, found) && 'undeclared inputs';
  reporter.end({ ...unitRun, outcome: summary.outcome, refused });
  const delivery = { staging: scratch.results, release, isBatch: task.cancellation !== undefined };
  const undelivered = await deliverResults(options, summary, unitRun, delivery);
  if (undelivered !== undefined) streams.err.write(`${undelivered.format()}\n`);
  if (kept !== undefined) people.write(keptText(options, kept));
  people.write(isNothing ? nothingForPortText(unitRun.unit) : nothingRanText(unitRun));
  reportUndeclared(options, found, people, streams, `${options.project}:${context.targetName}`);
  people.write(verdict?.text ?? '');
  if (verdict?.refused) streams.err.write(`${verdict.refused.format()}\n`);
  return isSuccess(summary.outcome) && undelivered === undefined;
}

/** A pass counts for what Nx hashed: undefined when that is what was tested. */
async function verdictOn({ task, inputs }: PreparedRun): Promise<Verdict | undefined> {
  const changed = await inputs.changed();
  return changed.length === 0 ? undefined : keepApart(changed, inputs, task.context, task.env);
}

function refusedSummary(summary: Summary, { message }: CrossTestError): Summary {
  return { ...summary, outcome: 'infrastructure', reason: message };
}

function runInfo({ port }: NormalizedTestOptions, { emulator, compileOnly }: RunPlan): RunInfo {
  return {
    port: formatPort(port),
    emulator: emulator && formatEmulator(emulator),
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
