import type { PackageRun } from './package-run';

const LAST_WORDS = /^(?:panic|fatal error|fatal|runtime|signal|SIG[A-Z]+|qemu: uncaught target signal \d+)[: ].*$/m;
const FRAME = /^goroutine \d.*\n(?:runtime\.\S*\(.*\n\t.*\n)*([^\s(].*)\(/m;

/**
 * How a binary came to its end, without what is another in every run: the signal or message, the function that ran, and
 * the tests that had not ended. Two crashes of a package that are equal in this are no chance.
 */
export function crashSignature({ results }: PackageRun, ending: string): string {
  const words = LAST_WORDS.exec(ending)?.[0].replaceAll(/0x[0-9a-f]+|\d{4,}/g, '#') ?? '';
  const tests = results.filter(({ result }) => result === 'cut').map(({ test }) => test);
  return JSON.stringify([words, FRAME.exec(ending)?.[1] ?? '', ...tests.sort()]);
}
