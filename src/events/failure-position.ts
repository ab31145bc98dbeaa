import type { Failure } from './package-run';

/** Where testing.T printed a message: `    x_test.go:12: got 1, want 2`, indented once per level of subtest. */
const POSITION = /^\s+([^\s:][^:\n]*\.go):(\d+): (.*)/m;

/** A failed test with the place of its first message. */
export function failureOf(test: string, output: string): Failure {
  const [, file, line] = POSITION.exec(output) ?? [];
  return file === undefined ? { test, output } : { test, file, line: Number(line), output };
}

/** The first line of the first message, or of the panic; undefined when there is neither. */
export function failureMessage(output: string): string | undefined {
  return POSITION.exec(output)?.[3] ?? /^panic: .*/m.exec(output)?.[0];
}
