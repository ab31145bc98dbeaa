import type { GoTestOptions } from './unit';

/** Options that are flags of the test binary itself; `go test` hands them on, with `test.` before the name. */
const BINARY_FLAGS = 'run skip short count shuffle failfast bench benchtime parallel'.split(' ') as (keyof Pick<
  GoTestOptions,
  'run' | 'skip' | 'short' | 'count' | 'shuffle' | 'failfast' | 'bench' | 'benchtime' | 'parallel'
>)[];

export function binaryFlags(options: GoTestOptions, prefix = ''): string[] {
  return BINARY_FLAGS.flatMap((name) => flag(`${prefix}${name}`, options[name]));
}

/** A flag that is empty or unset is not given. One that is off is: GOFLAGS may have turned it on. */
export function flag(name: string, value: string | number | boolean | undefined): string[] {
  if (value === undefined || value === '') return [];
  return [value === true ? `-${name}` : `-${name}=${value}`];
}
