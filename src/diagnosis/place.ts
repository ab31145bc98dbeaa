import type { UsedEmulator } from '../emulation';
import type { Port } from '../ports';

/** Where a test binary ran, as far as that explains a failure. */
export interface Place {
  readonly port: Port;
  readonly host: Port;
  /** The kind of runner. */
  readonly runner: string;
  /** A user namespace showed other users and groups than this one's as nobody. */
  readonly hidesOwners?: boolean;
  /** Foreign code was translated. */
  readonly emulated: boolean;
  readonly emulator?: UsedEmulator;
  /** How long a test binary may take and what says so, for example `1m30s (option 'timeout')`. */
  readonly timeLimit?: string;
  /** How the tests were built. */
  readonly cgo?: 'off' | 'dynamic' | 'static';
  /** A foreign port's C code goes to the compiler of the host: its name, and that of the port where it is installed. */
  readonly hostCompiler?: { readonly used: string; readonly installed?: string };
  /** Of a build that failed without cgo: the import path of a package in it that has files for cgo only. */
  readonly cgoPackage?: string;
  /** The binary crashed in the same way when it was run before. */
  readonly repeats?: boolean;
  /** strace follows the processes of the tests. */
  readonly traced?: boolean;
  /** For example `go1.26.8`. */
  readonly goVersion?: string;
}
