import type { Scratch, TestUnit } from '../gotest';
import type { InputWatch } from './changes/watch-inputs';
import type { NormalizedTestOptions } from './options/normalize-options';
import type { Resolved } from './prepare/resolved';
import type { TestTask } from './test-task';

/** A task of which everything is known but what its tests say. */
export interface PreparedRun {
  readonly options: NormalizedTestOptions;
  readonly task: TestTask;
  readonly resolved: Resolved;
  readonly unit: TestUnit;
  readonly scratch: Scratch;
  /** Watches what the cache key was made of. */
  readonly inputs: InputWatch;
  /** Gives room back that was held on the disk. */
  readonly release: () => void;
}
