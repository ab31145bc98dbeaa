import type { ExecutorContext, Task } from '@nx/devkit';
import type { Cancellation, Guard } from '../../process';
import type { TestExecutorSchema } from '../options/test-schema';
import { runTask } from '../run-task';
import type { TestKind } from '../test-kind';
import type { BatchPlace } from '../test-task';
import { capturedStreams } from '../console/terminal';
import { taskEnv } from './task-env';

/** What Nx wants to hear of a task of a batch. */
export interface MemberResult {
  readonly success: boolean;
  /** What a process of its own would have printed; Nx keeps it in its cache. */
  readonly terminalOutput: string;
  /** Milliseconds since 1970. */
  readonly startTime: number;
  readonly endTime: number;
}

export interface Member {
  readonly task: Task;
  readonly schema: TestExecutorSchema;
  readonly kind: TestKind;
  /** Of the batch. */
  readonly context: ExecutorContext;
  readonly cancellation: Cancellation;
  /** Of the batch, like the cancellation. */
  readonly guard: Guard;
  readonly place: BatchPlace;
}

/** Runs a task of a batch as if it had a process for itself. Never throws: no task may take the others with it. */
export async function runMember({
  task,
  schema,
  context,
  kind,
  cancellation,
  guard,
  place,
}: Member): Promise<MemberResult> {
  const startTime = Date.now();
  const env = taskEnv(task, context.root, process.env);
  const streams = capturedStreams(env);
  let success = false;
  try {
    const own = contextOf(task, context);
    success = await runTask({
      schema,
      context: own,
      kind,
      env,
      hash: task.hash,
      streams,
      cancellation,
      guard,
      batch: place,
    });
  } catch (error) {
    streams.err.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  }
  return { success, terminalOutput: streams.text(), startTime, endTime: Date.now() };
}

function contextOf({ target }: Task, context: ExecutorContext): ExecutorContext {
  const { project, target: targetName, configuration } = target;
  return {
    ...context,
    projectName: project,
    targetName,
    configurationName: configuration,
    target: context.projectsConfigurations.projects[project]?.targets?.[targetName],
  };
}
