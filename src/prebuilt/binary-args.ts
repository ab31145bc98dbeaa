import { DEFAULT_TIMEOUT, flag, type GoTestOptions } from '../gotest';

/** Where a binary leaves what is not its output. */
export interface BinaryFiles {
  /** The log of what its tests ask for; undefined when nobody wants to know. */
  readonly testLog?: string;
  readonly cover?: { readonly dir: string; readonly profile: string };
}

/** The arguments that cmd/go gives a test binary (cmd/go/internal/test, runTestActor.Act and testFlags). */
export function binaryArgs(
  { timeout, args }: Pick<GoTestOptions, 'timeout' | 'args'>,
  flags: readonly string[],
  files: BinaryFiles,
): string[] {
  return [
    ...flag('test.testlogfile', files.testLog),
    '-test.paniconexit0',
    ...flag('test.gocoverdir', files.cover?.dir),
    '-test.v=test2json',
    `-test.timeout=${timeout ?? DEFAULT_TIMEOUT}ms`,
    ...flags,
    ...flag('test.coverprofile', files.cover?.profile),
    ...args,
  ];
}
