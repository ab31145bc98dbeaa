import { publish } from './publish';
import { judge } from './judge';
import { execute } from './execute';
import { provenanceOf } from './results/provenance';
import type { PreparedRun } from './prepared-run';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { CrossTestError } from '../errors';
import { fileSystemRefused } from './errors';
import { openScratch, type Scratch, type TestUnit } from '../gotest';
import { killCapturesOn, listenForCancel } from '../process';
import { buildUnit } from './prepare/build-unit';
import { watchInputs } from './changes/watch-inputs';
import { checkOutput } from './results/check-output';
import { normalizeOptions, type NormalizedTestOptions } from './options/normalize-options';
import { untilCopied } from './results/place-lock';
import { prepareOutput } from './results/prepare-output';
import { reportNoRun } from './results/report-no-run';
import { reserveRoom } from './results/reserve';
import { resolvePlan } from './prepare/resolve-plan';
import type { TestTask } from './test-task';
import { traceSetup } from './undeclared/trace-setup';
import type { Resolved } from './prepare/resolved';

/** Runs a task to its end. What it says goes to its streams, and what can be blamed on the user is no exception. */
export async function runTask(task: TestTask): Promise<boolean> {
  let options: NormalizedTestOptions | undefined;
  try {
    const normalized = normalizeOptions(task.schema, task.context, task.kind, task.env);
    checkOutput(normalized);
    options = normalized;
    await untilCopied(options);
    prepareOutput(options);
    return await runTests(options, task);
  } catch (thrown) {
    const error = asCrossTestError(thrown);
    if (error === undefined) throw thrown;
    task.streams.err.write(`${error.format(options?.reporter === 'verbose')}\n`);
    if (options) reportNoRun(options, error, task.hash);
    return false;
  }
}

/** A full disk, for example, is no defect of this program. */
function asCrossTestError(error: unknown): CrossTestError | undefined {
  if (error instanceof CrossTestError) return error;
  return error instanceof Error && 'syscall' in error ? fileSystemRefused(error.message) : undefined;
}

/** Go's own result cache must not answer with a pass that Nx may not use again. */
function withNonce(unit: TestUnit, nonce: string | undefined): TestUnit {
  return nonce === undefined ? unit : { ...unit, declaredDigest: `${unit.declaredDigest} ${nonce}` };
}

/** Where cmd/go would put its own: a relative path is one from the folder that it is started in. */
function tempParent({ dir, env }: NormalizedTestOptions, { go }: Resolved): string {
  return resolve(dir, go.env.GOTMPDIR || env.GOTMPDIR || env.TMPDIR || tmpdir());
}

async function runTests(options: NormalizedTestOptions, task: TestTask): Promise<boolean> {
  const { streams, batch } = task;
  const opened: Opened = {};
  try {
    const prepared = await prepare(options, task, opened);
    batch?.prepared();
    return await runPrepared(prepared);
  } finally {
    opened.release?.();
    const remains = opened.scratch?.close();
    if (remains !== undefined)
      streams.err.write(`nx-go-cross: ${opened.scratch!.path} cannot be removed: ${remains}\n`);
  }
}

/** What has to be given back at the end. */
interface Opened {
  scratch?: Scratch;
  release?: () => void;
}

async function prepare(options: NormalizedTestOptions, task: TestTask, opened: Opened): Promise<PreparedRun> {
  const { guard } = task;
  const inputs = watchInputs(options, task.context, task.env);
  const resolved = await untilCancel(task, () => resolveTraced(options));
  const scratch = openScratch(options.outputDir, guard, tempParent(options, resolved));
  opened.scratch = scratch;
  const release = reserveRoom(options, guard);
  opened.release = release;
  const built = await untilCancel(task, () => buildUnit(options, resolved, scratch));
  const unit = withNonce(built, inputs.mark?.nonce);
  return { options, task, resolved, unit, scratch, inputs, release };
}

async function runPrepared(run: PreparedRun): Promise<boolean> {
  const { options, resolved, task } = run;
  const cancellation = task.cancellation ?? listenForCancel();
  const provenanceOfRun = provenanceOf(options, resolved, task);
  try {
    const executed = await execute(run, cancellation);
    const judged = await judge(executed.unitRun, run, provenanceOfRun);
    return await publish(judged, executed, run);
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

async function resolveTraced(options: NormalizedTestOptions): Promise<Resolved> {
  const resolved = await resolvePlan(options);
  return { ...resolved, trace: await traceSetup(options, resolved.plan) };
}
