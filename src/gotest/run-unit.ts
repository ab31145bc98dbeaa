import { EVENTS_FILE } from '../results';
import { join } from 'node:path';
import { closingEvents, TestRun, type PackageRun } from '../events';
import type { Guard } from '../process';
import { startContainer } from './container/start-container';
import { setAsideProfile } from './cover-profile';
import { openEventLog } from './event-log';
import { startGoTest } from './go-test';
import type { GoTests } from './shared/shared-end';
import { shimPart } from './shim-settings';
import { keepTestLogs, takeTestLogs, type TestLog } from './test-log';
import type { TestUnit, UnitRun } from './unit';
import type { UnitListener } from './unit-listener';

interface Session {
  readonly run: TestRun;
  readonly log: ReturnType<typeof openEventLog>;
  readonly guard: Guard;
  readonly listener?: UnitListener;
  readonly signal?: AbortSignal;
  /** Undefined for a unit that is alone. */
  readonly goTests?: GoTests;
}

/** What became of one `go test`. */
interface Attempt {
  readonly exitCode?: number;
  readonly cancelled: boolean;
  readonly testLogs: readonly TestLog[];
  readonly startedAt: Date;
  readonly seconds: number;
  /** See SharedEnd. */
  readonly apart?: string;
}

/** Runs the tests of a unit, and again those packages that a transient defect of emulator or machine put an end to. */
export async function runUnit(
  unit: TestUnit,
  { listener, guard, signal, goTests }: Pick<Session, 'listener' | 'guard' | 'signal' | 'goTests'>,
): Promise<UnitRun> {
  const run = new TestRun(unit.place, unit.plan);
  const log = openEventLog(join(unit.outputDir, EVENTS_FILE), {
    onEvent: (event, raw) => {
      run.apply(event);
      listener?.onEvent?.(event, run, raw);
    },
    onText: (line) => {
      run.applyText(line);
      listener?.onText?.(line);
    },
  });
  try {
    const attempt = await retrying(unit, { run, log, guard, listener, signal, goTests });
    const unwritten = log.close();
    return { unit, run, unwritten, ...attempt };
  } finally {
    log.close();
  }
}

async function retrying(unit: TestUnit, session: Session): Promise<Attempt> {
  const { run, listener } = session;
  let attempt = await firstAttempt(unit, session);
  for (let again = 1; again <= unit.infraRetries && !attempt.cancelled; again++) {
    const packages = run.transient;
    if (packages.length === 0) break;
    listener?.onRetry?.(packages, again, unit.infraRetries);
    run.retry(packages);
    attempt = await furtherAttempt(onlyPackages(unit, packages), session, attempt);
  }
  return attempt;
}

async function firstAttempt(unit: TestUnit, session: Session): Promise<Attempt> {
  const { log, goTests, listener } = session;
  if (goTests === undefined) return goTest(unit, session);
  const { again, ...end } = await goTests.share({
    ...{ unit, onEvent: log.take, onText: log.text },
    onPackages: (importPaths) => listener?.onPackages?.(importPaths),
  });
  if (again === 'all') return { ...(await goTest(unit, session)), apart: end.apart };
  if (again.length === 0) {
    finish(session);
    return end;
  }
  session.run.forget(again);
  const rest = { ...unit, options: { ...unit.options, packages: again } };
  const attempt = await furtherAttempt(rest, session, end);
  return { ...attempt, exitCode: end.exitCode === 0 ? attempt.exitCode : end.exitCode };
}

/** One more `go test`, for some packages. The exit code is its own; the rest is that of both. */
async function furtherAttempt(unit: TestUnit, session: Session, before: Attempt): Promise<Attempt> {
  const mergeProfiles = setAsideProfile(unit);
  const next = await goTest(unit, session).finally(mergeProfiles);
  const seconds = before.seconds + next.seconds;
  return { ...before, ...next, startedAt: before.startedAt, seconds, testLogs: lastOfEach(before, next) };
}

/** One `go test`, or the binaries that it would have built, to its end. */
async function goTest(unit: TestUnit, session: Session): Promise<Attempt> {
  const { goTests } = session;
  return goTests === undefined ? runGoTest(unit, session) : goTests.limit(() => runGoTest(unit, session));
}

async function runGoTest(unit: TestUnit, session: Session): Promise<Attempt> {
  const startedAt = new Date();
  const { signal } = session;
  const stopContainer = await startContainer(unit, signal);
  if (unit.keepTestLogs) keepTestLogs(unit.scratch);
  const { exitCode, cancelled } = await start(unit, session).finally(stopContainer);
  finish(session);
  const seconds = (Date.now() - startedAt.getTime()) / 1_000;
  return { exitCode, cancelled, testLogs: takeTestLogs(unit.scratch), startedAt, seconds };
}

/** No more is to come of this `go test`. */
function finish({ run, log, listener }: Session): void {
  log.end();
  for (const cutOff of run.finish()) {
    for (const event of closingEvents(cutOff)) listener?.onEvent?.(event, run, log.append(event));
  }
}

function start(unit: TestUnit, { log, guard, signal }: Session) {
  const { binaries } = unit;
  if (binaries !== undefined) return binaries.run(unit, { onEvent: log.event, onText: log.text, guard, signal });
  return startGoTest(unit, [shimPart(unit)], { onStdout: log.stdout, onStderr: log.stderr, guard, signal });
}

/** Patterns stay where files were named: their package has no path of its own. */
function onlyPackages(unit: TestUnit, packages: readonly PackageRun[]): TestUnit {
  const paths = packages.map(({ importPath }) => importPath);
  if (paths.includes('command-line-arguments')) return unit;
  if (unit.binaries !== undefined) return { ...unit, binaries: unit.binaries.only(paths) };
  return { ...unit, options: { ...unit.options, packages: paths } };
}

/** The run of a package that counts is its last one. */
function lastOfEach(...attempts: readonly Attempt[]): TestLog[] {
  const logs = attempts.flatMap(({ testLogs }) => testLogs);
  return [...new Map(logs.map((log) => [log.dir, log])).values()];
}
