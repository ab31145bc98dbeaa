import type { Port } from '../ports';
import type { TestEvent, TestRun } from '../events';
import type { Place } from '../diagnosis';
import type { Guard } from '../process';
import type { RunPlan } from '../runners';
import type { TestLog } from './test-log';

/** Go's own test flags by their own names; unset means Go's default. */
export interface GoTestOptions {
  /** Package patterns, relative to the unit's folder; at least one. */
  readonly packages: readonly string[];
  readonly tags?: readonly string[];
  readonly run?: string;
  readonly skip?: string;
  readonly short?: boolean;
  readonly count?: number;
  readonly shuffle?: string;
  readonly failfast?: boolean;
  readonly race?: boolean;
  readonly cover?: boolean;
  readonly coverPkg?: readonly string[];
  readonly vet?: string;
  readonly bench?: string;
  readonly benchtime?: string;
  readonly fuzz?: string;
  readonly fuzztime?: string;
  /** Milliseconds for each test binary, already scaled for emulation; 0 is no limit, undefined Go's default. */
  readonly timeout?: number;
  readonly parallel?: number;
  readonly p?: number;
  /** More flags for `go test`, as they are. */
  readonly goFlags: readonly string[];
  /** Given to the test binaries behind `-args`. */
  readonly args: readonly string[];
}

/** One project's tests for one port. */
export interface TestUnit {
  readonly project: string;
  readonly port: Port;
  /** Absolute path of the folder that `go test` is started in. */
  readonly dir: string;
  /** Path of the go command. */
  readonly go: string;
  /** GOFLAGS, from the environment or from `go env -w`. */
  readonly goflags?: string;
  /** What is known of the surroundings, for the diagnosis of failures. */
  readonly place: Place;
  /** The environment to start from: this process's own and the user's `env` option. */
  readonly env: NodeJS.ProcessEnv;
  readonly plan: RunPlan;
  readonly options: GoTestOptions;
  /** Absolute path; events.jsonl and cover.out are written there. */
  readonly outputDir: string;
  /** Absolute path of the folder for the temporary files of this run (scratch.ts); whoever made it removes it. */
  readonly scratch: string;
  /** Content digest of the files that tests may read but Go does not compile. */
  readonly dataDigest: string;
  /** Digest of what else the unit is said to depend on: files elsewhere, variables that Go does not see being read. */
  readonly declaredDigest: string;
  /** Milliseconds of the time limit before it was stretched for emulation; 0 is no limit. */
  readonly unscaledTimeout?: number;
  /** Path of the program behind `-exec` (host/shim); undefined where no test binary is run by cmd/go. */
  readonly shim?: string;
  /** Milliseconds that the shim waits for output after a test binary's end; undefined leaves that to cmd/go. */
  readonly outputWait?: number;
  /** What `go env` says in `dir` of GOMOD and GOWORK: empty, or `off`, for none. */
  readonly goMod?: string;
  readonly goWork?: string;
  /** What `go env GOENV` says: the file of `go env -w`. */
  readonly goenv?: string;
  /** Whether each test binary gets one processor only. */
  readonly singleCpu: boolean;
  /** Package patterns that were left out, since all of the package's files are for other ports. */
  readonly leftOut?: readonly string[];
  /** How often a package may be run again that failed for a transient defect of emulator or machine. */
  readonly infraRetries: number;
  /** For a container: folders that it shows, to be read only, and variables that it passes on. */
  readonly sources: readonly string[];
  readonly variables: readonly string[];
  /** Whether to keep what the test binaries log of the files and variables that they ask for. */
  readonly keepTestLogs: boolean;
  /** Who logs the system calls of the test binaries as well: `qemu`, or the path of strace. */
  readonly tracer?: string;
  /** Runs these instead of building anything: no Go is needed, and what decides how tests are built is decided. */
  readonly binaries?: PrebuiltTests;
}

/** Test binaries that exist already, which run in the place of `go test`. */
export interface PrebuiltTests {
  /** Import paths of the packages that they test, in Go's order. */
  readonly packages: readonly string[];
  /** Those of some packages only. */
  readonly only: (importPaths: readonly string[]) => PrebuiltTests;
  /** Runs them through the unit's plan; the exit code is that of a `go test`. */
  readonly run: (unit: TestUnit, session: PrebuiltSession) => Promise<{ exitCode: number; cancelled: boolean }>;
}

/** Where the events of test binaries go, and what ends them early. */
interface PrebuiltSession {
  readonly onEvent: (event: TestEvent) => void;
  readonly onText: (line: string) => void;
  readonly guard: Guard;
  readonly signal?: AbortSignal;
}

/** What became of a unit. */
export interface UnitRun {
  readonly unit: TestUnit;
  readonly run: TestRun;
  readonly startedAt: Date;
  readonly seconds: number;
  /** Of `go test`; undefined when a signal ended it. */
  readonly exitCode?: number;
  readonly cancelled: boolean;
  /** Why events.jsonl is not whole; undefined when it is. */
  readonly unwritten?: string;
  /** Half a sentence: why it had a `go test` for itself though others could have shared it. */
  readonly apart?: string;
  /** Of the packages whose binary ran: none for those whose result Go had already. */
  readonly testLogs: readonly TestLog[];
}
