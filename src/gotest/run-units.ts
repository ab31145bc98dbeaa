import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { TestRun, type TestEvent } from '../events';
import { stream } from '../process';
import { buildTestArgs } from './build-args';
import { buildTestEnv } from './build-env';
import { startContainer, type StopContainer } from './container';
import { openEventLog } from './event-log';
import { takeScratch } from './scratch';
import { keepTestLogs, readTestLogs } from './test-log';
import type { TestUnit, UnitRun } from './unit';

/** Hears everything about every unit while it runs. */
export interface UnitListener {
  onEvent?(unit: TestUnit, event: TestEvent, run: TestRun, raw: string): void;
  /** A line that is no event: from standard error, or stray text on standard output. */
  onText?(unit: TestUnit, line: string): void;
}

export interface RunUnitsOptions {
  readonly listener?: UnitListener;
  /** How many `go test` run at once, default 1: each of them already uses all processors. */
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
}

/** Runs the tests of every unit and returns a run for each, in the order of the units. */
export async function runUnits(units: readonly TestUnit[], options: RunUnitsOptions = {}): Promise<UnitRun[]> {
  const results: UnitRun[] = [];
  const queue = units.entries();
  const worker = async () => {
    for (const [index, unit] of queue) results[index] = await runUnit(unit, options);
  };
  await Promise.all(Array.from({ length: options.concurrency ?? 1 }, worker));
  return results;
}

async function runUnit(unit: TestUnit, { listener, signal }: RunUnitsOptions): Promise<UnitRun> {
  const startedAt = new Date();
  const run = new TestRun(unit.plan);
  const log = openEventLog(join(unit.outputDir, 'events.jsonl'), {
    onEvent: (event, raw) => {
      run.apply(event);
      listener?.onEvent?.(unit, event, run, raw);
    },
    onText: (line) => {
      run.applyText(line);
      listener?.onText?.(unit, line);
    },
  });
  const scratch = takeScratch(unit.outputDir, unit.env.GOTMPDIR || undefined);
  let stopContainer: StopContainer | undefined;
  try {
    stopContainer = await startContainer(unit, scratch, signal);
    if (unit.keepTestLogs) keepTestLogs(scratch);
    const ended = await stream([unit.go, ...buildTestArgs(unit)], {
      cwd: unit.dir,
      env: buildTestEnv(unit, scratch),
      onStdout: log.stdout,
      onStderr: log.stderr,
      scratch,
      signal,
    });
    log.end();
    run.finish();
    const seconds = (Date.now() - startedAt.getTime()) / 1_000;
    const { exitCode, cancelled } = ended;
    return { unit, run, startedAt, seconds, exitCode, cancelled, testLogs: readTestLogs(scratch) };
  } finally {
    log.close();
    await stopContainer?.();
    rmSync(scratch, { recursive: true, force: true });
  }
}
