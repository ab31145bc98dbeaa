import type { TestExecutorSchema } from '../../src/executors/test/schema';

export type Options = Partial<TestExecutorSchema>;

/** A value of GOFLAGS, with options of a target beside it. `{outside}` is a folder beside the project. */
export interface Row {
  readonly goflags: string;
  readonly options?: Options;
  /** What `go test` is given in the place of options, where it is not what `goFlagsOf` says. */
  readonly flags?: readonly string[];
  /** A part of the message with which the executors refuse it, and why they must. */
  readonly refused?: string;
  /** The same for one of the executors. */
  readonly refusedBy?: Readonly<Partial<Record<Executor, string>>>;
  readonly only?: { readonly ports?: readonly string[]; readonly executors?: readonly Executor[] };
}

export const CGO_ENV: Readonly<Record<'off' | 'dynamic' | 'static', (goarch: string) => NodeJS.ProcessEnv>> = {
  off: () => ({ CGO_ENABLED: '0' }),
  dynamic: compiled,
  static: compiled,
};

function compiled(goarch: string): NodeJS.ProcessEnv {
  return { CGO_ENABLED: '1', CC: goarch === 'amd64' ? 'gcc' : 'aarch64-linux-gnu-gcc' };
}

/** `binaries` is test-binaries, and test with what it made. */
export type Executor = 'test' | 'check' | 'binaries';
export type Place = 'environment' | 'go env -w' | 'option env';

/** The flags of `go test` that options stand for (docs/options.md). */
export function goFlagsOf({ options = {}, flags }: Row): string[] {
  if (flags !== undefined) return [...flags];
  const named = 'run skip short count shuffle failfast race cover vet bench benchtime timeout parallel p'.split(' ');
  const values = options as Readonly<Record<string, unknown>>;
  return [
    ...(options.tags === undefined ? [] : [`-tags=${options.tags.join(',')}`]),
    ...(options.coverPkg === undefined ? [] : [`-coverpkg=${options.coverPkg.join(',')}`]),
    ...named.flatMap((name) => (values[name] === undefined ? [] : [`-${name}=${values[name]}`])),
    ...(options.goFlags ?? []),
  ];
}
