import type { Outcome } from '../events';

interface OutcomeWords {
  /** The first word of a package's line: Go's own words where it has one. */
  readonly line: string;
  /** What is wrong, for the heading above a package's failures. */
  readonly heading: string;
  /** Of a cell in a table. */
  readonly cell: string;
  /** Behind a number of packages. */
  readonly counted: string;
}

/** In the order in which a line of totals names them. */
const WORDS: Readonly<Record<Outcome, OutcomeWords>> = {
  passed: { line: 'ok', heading: 'passed', ...both('passed') },
  failed: { line: 'FAIL', heading: 'tests failed', ...both('failed') },
  buildFailed: { line: 'BUILD', heading: 'does not compile', ...both('not built') },
  setupFailed: { line: 'SETUP', heading: 'could not be set up', cell: 'not set up', counted: 'not built' },
  vetFailed: { line: 'VET', heading: 'go vet objects', ...both('refused by vet') },
  timedOut: { line: 'TIMEOUT', heading: 'timed out', ...both('timed out') },
  crashed: {
    line: 'CRASH',
    heading: 'crashed: the test binary was ended by a signal or a fatal error of the runtime, not by a test',
    ...both('crashed'),
  },
  infrastructure: {
    line: 'RUNNER',
    heading: 'did not run to its end: the runner failed, not a test',
    ...both('not run'),
  },
  unproven: { line: 'UNPROVEN', heading: 'unproven: nothing shows that the tests ran', ...both('unproven') },
  noTests: { line: '?', heading: 'has no tests', cell: 'no tests', counted: 'without tests' },
};

function both(words: string): Pick<OutcomeWords, 'cell' | 'counted'> {
  return { cell: words, counted: words };
}

export function outcomeWords(outcome: Outcome): OutcomeWords {
  return WORDS[outcome];
}

/** How many of some outcomes there are, by the words behind the number, in the order of the words. */
export function countOutcomes(outcomes: readonly Outcome[]): Map<string, number> {
  const counts = new Map(Object.values(WORDS).map(({ counted }) => [counted, 0]));
  for (const outcome of outcomes) {
    const { counted } = WORDS[outcome];
    counts.set(counted, counts.get(counted)! + 1);
  }
  return counts;
}
