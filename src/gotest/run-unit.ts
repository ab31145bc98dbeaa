import { EVENTS_FILE } from '../results';
import { join } from 'node:path';
import { closingEvents, TestRun, type PackageRun } from '../events';
import { stream, type Guard } from '../process';
import { buildTestArgs } from './build-args';
import { buildTestEnv } from './build-env';
import { startContainer, type StopContainer } from './container/start-container';
import { setAsideProfile } from './cover-profile';
import { openEventLog } from './event-log';
import { keepTestLogs, takeTestLogs, type TestLog } from './test-log';
import type { TestUnit, UnitRun } from './unit';
import type { UnitListener } from './unit-listener';

interface Session {
  readonly run: TestRun;
  readonly log: ReturnType<typeof openEventLog>;
  readonly guard: Guard;
  readonly listener?: UnitListener;
  readonly signal?: AbortSignal;
}

/** What became of one `go test`. */
interface Attempt {
  readonly exitCode?: number;
  readonly cancelled: boolean;
  readonly testLogs: readonly TestLog[];
}

/** Runs the tests of a unit, and again those packages that a transient defect of emulator or machine put an end to. */
export async function runUnit(
  unit: TestUnit,
  { listener, guard, signal }: Pick<Session, 'listener' | 'guard' | 'signal'>,
): Promise<UnitRun> {
  const startedAt = new Date();
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
  let stopContainer: StopContainer | undefined;
  try {
    stopContainer = await startContainer(unit, signal);
    const attempt = await retrying(unit, { run, log, guard, listener, signal });
    const seconds = (Date.now() - startedAt.getTime()) / 1_000;
    const unwritten = log.close();
    return { unit, run, startedAt, seconds, unwritten, ...attempt };
  } finally {
    log.close();
    await stopContainer?.();
  }
}

async function retrying(unit: TestUnit, session: Session): Promise<Attempt> {
  const { run, listener } = session;
  let attempt = await goTest(unit, session);
  for (let again = 1; again <= unit.infraRetries && !attempt.cancelled; again++) {
    const packages = run.transient;
    if (packages.length === 0) break;
    listener?.onRetry?.(packages, again, unit.infraRetries);
    run.retry(packages);
    const mergeProfiles = setAsideProfile(unit);
    const next = await goTest(onlyPackages(unit, packages), session).finally(mergeProfiles);
    attempt = { ...next, testLogs: lastOfEach([...attempt.testLogs, ...next.testLogs]) };
  }
  return attempt;
}

/** One `go test`, or the binaries that it would have built, to its end. */
async function goTest(unit: TestUnit, session: Session): Promise<Attempt> {
  const { run, log, listener } = session;
  if (unit.keepTestLogs) keepTestLogs(unit.scratch);
  const { exitCode, cancelled } = await start(unit, session);
  log.end();
  for (const cutOff of run.finish()) {
    for (const event of closingEvents(cutOff)) listener?.onEvent?.(event, run, log.append(event));
  }
  return { exitCode, cancelled, testLogs: takeTestLogs(unit.scratch) };
}

function start(unit: TestUnit, { log, guard, signal }: Session) {
  const { binaries, scratch } = unit;
  if (binaries !== undefined) return binaries.run(unit, { onEvent: log.event, onText: log.text, guard, signal });
  return stream([unit.go, ...buildTestArgs(unit)], {
    cwd: unit.dir,
    env: buildTestEnv(unit, scratch),
    onStdout: log.stdout,
    onStderr: log.stderr,
    guard,
    signal,
  });
}

/** Patterns stay where files were named: their package has no path of its own. */
function onlyPackages(unit: TestUnit, packages: readonly PackageRun[]): TestUnit {
  const paths = packages.map(({ importPath }) => importPath);
  if (paths.includes('command-line-arguments')) return unit;
  if (unit.binaries !== undefined) return { ...unit, binaries: unit.binaries.only(paths) };
  return { ...unit, options: { ...unit.options, packages: paths } };
}

/** The run of a package that counts is its last one. */
function lastOfEach(logs: readonly TestLog[]): TestLog[] {
  return [...new Map(logs.map((log) => [log.dir, log])).values()];
}
