import type { Outcome, PackageRun, TestEvent, TestRun } from '../../events';

/** Where a report goes, and what it may do there. */
export interface Writer {
  write(text: string): void;
  /** A terminal that the user watches: lines may be redrawn. False on CI and for pipes. */
  readonly live: boolean;
  readonly columns: number;
  readonly color: boolean;
}

/** What a report needs to know about a run besides its events. */
export interface RunInfo {
  /** For example `linux/arm64`. */
  readonly port: string;
  /** For example `/usr/bin/qemu-aarch64 7.2.22`; undefined for native runs. */
  readonly emulator?: string;
  /** Nothing is run: a package without tests that ran is none of note. */
  readonly compileOnly?: boolean;
}

export interface RunEnd {
  readonly run: TestRun;
  /** Of the whole: `go test` can fail where no package does. */
  readonly outcome: Outcome;
  /** Wall-clock seconds of the whole run. */
  readonly seconds: number;
  readonly cancelled: boolean;
  /** In a few words, why the whole did not end well though `go test` did. */
  readonly refused?: string;
}

/** A consumer of one run. */
export interface Reporter {
  onEvent(event: TestEvent, run: TestRun, raw: string): void;
  /** A line of the go command that is no event. */
  onText(line: string): void;
  /** The packages that there will be, once that is known; it may never be. */
  onPackages(importPaths: readonly string[]): void;
  /** These packages are run again, `attempt` of at most `most` times. */
  onRetry(packages: readonly PackageRun[], attempt: number, most: number): void;
  end(result: RunEnd): void;
}
