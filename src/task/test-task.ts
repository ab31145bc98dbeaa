import type { ExecutorContext } from '@nx/devkit';
import type { BatchProgress } from '../reports';
import type { GoTests } from '../gotest';
import type { Cancellation, Guard } from '../process';
import type { TestExecutorSchema } from './options/test-schema';
import type { TestKind } from './test-kind';
import type { Streams } from './console/terminal';

export interface BatchPlace {
  readonly goTests: GoTests;
  readonly progress: BatchProgress;
  /** The task is about to run its tests: another one may prepare its own. */
  readonly prepared: () => void;
}

/** One task of Nx, with all that it gets from the process that it is in. */
export interface TestTask {
  readonly schema: TestExecutorSchema;
  readonly context: ExecutorContext;
  readonly kind: TestKind;
  readonly env: NodeJS.ProcessEnv;
  readonly streams: Streams;
  /** Of the process. */
  readonly guard: Guard;
  /** Nx's hash of the task. */
  readonly hash?: string;
  /** Undefined for a task that is in no batch. */
  readonly batch?: BatchPlace;
  /** Of all tasks of a batch. A task that has a process for itself dies of a signal until its tests are started. */
  readonly cancellation?: Cancellation;
}
