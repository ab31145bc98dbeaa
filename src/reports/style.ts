import type { Outcome } from '../events';

export interface Style {
  good(text: string): string;
  bad(text: string): string;
  faint(text: string): string;
  bold(text: string): string;
}

/** SGR colours, or nothing at all. */
export function styleFor(color: boolean): Style {
  const wrap = (code: number) => (text: string) => (color ? `\x1b[${code}m${text}\x1b[0m` : text);
  return { good: wrap(32), bad: wrap(31), faint: wrap(2), bold: wrap(1) };
}

/** The first word of a package's line: Go's own words where it has one. */
export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  passed: 'ok',
  failed: 'FAIL',
  buildFailed: 'BUILD',
  vetFailed: 'VET',
  setupFailed: 'SETUP',
  noTests: '?',
  unproven: 'UNPROVEN',
  timedOut: 'TIMEOUT',
  crashed: 'CRASH',
  infrastructure: 'RUNNER',
};

/** What is wrong, for the heading above a package's failures. */
export const OUTCOME_HEADINGS: Readonly<Record<Outcome, string>> = {
  passed: 'passed',
  failed: 'tests failed',
  buildFailed: 'does not compile',
  vetFailed: 'go vet objects',
  setupFailed: 'could not be set up',
  noTests: 'has no tests',
  unproven: 'unproven: nothing shows that the tests ran',
  timedOut: 'timed out',
  crashed: 'crashed: the test binary was ended by a signal or a fatal error of the runtime, not by a test',
  infrastructure: 'did not run to its end: the runner failed, not a test',
};

export function seconds(value: number): string {
  return value < 10 ? `${value.toFixed(2)}s` : value < 100 ? `${value.toFixed(1)}s` : `${Math.round(value)}s`;
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
