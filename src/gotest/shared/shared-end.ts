import type { TestEvent } from '../../events';
import type { TestLog } from '../test-log';
import type { TestUnit } from '../unit';

/** Where the share of a unit goes. */
export interface ShareSinks {
  readonly onEvent: (event: TestEvent, raw: string) => void;
  readonly onText: (line: string) => void;
  /** Those of the unit, before any of them is run. */
  readonly onPackages?: (importPaths: readonly string[]) => void;
}

/** A unit that is ready for a `go test` which others may share. */
export interface Participant extends ShareSinks {
  readonly unit: TestUnit;
}

/** What became of the share of a unit. */
export interface SharedEnd {
  readonly startedAt: Date;
  /** From there to the end of its last package. */
  readonly seconds: number;
  /** As a `go test` of its own would have it. */
  readonly exitCode?: number;
  readonly cancelled: boolean;
  readonly testLogs: readonly TestLog[];
  /**
   * Import paths of packages that have yet to run in a `go test` of the unit's own: what Go says of a build depends on the
   * folder that it is started in. `all` when none of them took part.
   */
  readonly again: readonly string[] | 'all';
  /** Half a sentence: why the unit did not take part. */
  readonly apart?: string;
}

/** How the `go test` of many units share a machine, and each other. */
export interface GoTests {
  /** Waits for those that share a `go test` with a unit, and runs it. */
  readonly share: (participant: Participant) => Promise<SharedEnd>;
  /** Waits until one more `go test` may run, and runs it. */
  readonly limit: <T>(work: () => Promise<T>) => Promise<T>;
}

/** The end of a unit that takes no part. */
export function apartEnd(apart?: string): SharedEnd {
  return { startedAt: new Date(), seconds: 0, cancelled: false, testLogs: [], again: 'all', apart };
}
