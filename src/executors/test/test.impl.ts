import type { ExecutorContext } from '@nx/devkit';
import { CrossTestError } from '../../errors';
import { isSuccess } from '../../events';
import { runUnits, type UnitListener } from '../../gotest';
import { formatPort } from '../../ports';
import { listenForCancel } from '../../process';
import { createReporter, type Reporter, type RunInfo } from '../../reports';
import type { RunPlan } from '../../runners';
import { isKept, keptText, writeBinaries } from '../test-binaries/lib/write-binaries';
import { announcePackages } from './lib/announce-packages';
import type { ExecutorKind } from './lib/binary-options';
import { buildUnit } from './lib/build-unit';
import { checkOutput } from './lib/check-output';
import { emptyRunError } from './lib/check-run';
import { header } from './lib/header';
import { normalizeOptions, type NormalizedTestOptions } from './lib/normalize-options';
import { nothingRanText } from './lib/nothing-ran';
import { prepareOutput } from './lib/prepare-output';
import { resolvePlan } from './lib/resolve-plan';
import { aside, flushed, terminal } from './lib/terminal';
import { summaryOf, summaryOfNoRun } from './lib/summary-of';
import { findUndeclared } from './lib/undeclared/find-undeclared';
import { refusalOf, reportUndeclared } from './lib/undeclared/report-undeclared';
import { writeNoResults, writeResults } from './lib/write-results';
import type { TestExecutorSchema } from './schema';

/** Executor `nx-go-cross:test`: the tests of one project for one port. */
export default function testExecutor(schema: TestExecutorSchema, context: ExecutorContext) {
  return execute(schema, context, 'test');
}

/** What the executors have in common. */
export async function execute(
  schema: TestExecutorSchema,
  context: ExecutorContext,
  kind: ExecutorKind,
): Promise<{ success: boolean }> {
  let options: NormalizedTestOptions | undefined;
  try {
    const normalized = normalizeOptions(schema, context, kind);
    checkOutput(normalized);
    options = normalized;
    prepareOutput(options);
    return { success: await runTests(options, context) };
  } catch (error) {
    if (!(error instanceof CrossTestError)) throw error;
    process.stderr.write(`${error.format()}\n`);
    if (options) reportNoRun(options, error);
    return { success: false };
  } finally {
    await flushed();
  }
}

async function runTests(options: NormalizedTestOptions, context: ExecutorContext): Promise<boolean> {
  const resolved = await resolvePlan(options);
  const { plan } = resolved;
  const unit = await buildUnit(options, resolved);
  const writer = terminal();
  const people = options.reporter === 'json' ? aside() : writer;
  people.write(header(options, resolved));
  const reporter = createReporter(options.reporter, writer, runInfo(options, plan), people);
  const cancellation = listenForCancel();
  const stopAnnouncing = people.live ? announcePackages(unit, reporter) : () => undefined;
  try {
    const run = { listener: listenerFor(reporter), signal: cancellation.signal };
    const [unitRun] = await runUnits([unit], run).finally(stopAnnouncing);
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
    reportUndeclared(options, found, people);
    return isSuccess(summary.outcome);
  } finally {
    cancellation.dispose();
  }
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

/** Results exist also for a run that could not begin, and they do not say passed. */
function reportNoRun(options: NormalizedTestOptions, error: CrossTestError): void {
  const isSetup = ['noPackages', 'goFailed', 'invalidOption', 'invalidBinaries'].includes(error.code);
  const why = typeof error.cause === 'string' ? `${error.message}\n${error.cause}` : error.message;
  try {
    writeNoResults(options, summaryOfNoRun(options, isSetup ? 'setupFailed' : 'infrastructure', why));
  } catch {
    // The folder cannot be written to, and that is what the error says.
  }
}
