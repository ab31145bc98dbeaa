import { play, recorded } from '../../events/testdata/recorded';
import type { TestUnit } from '../../gotest';
import { nothingRanText } from './nothing-ran';

const textOf = (stream: string, options: object, compileOnly = false) =>
  nothingRanText({ run: play(recorded(stream)), unit: { options, plan: { compileOnly } } as unknown as TestUnit });

test.each([
  [{ run: '^Nothing$' }, 'run "^Nothing$"'],
  [{ run: '^$', bench: 'X' }, 'run "^$", bench "X"'],
  [{ skip: '.' }, 'skip "."'],
  [{ fuzz: 'Fuzz' }, 'fuzz "Fuzz"'],
])('%j chose nothing', (options, named) => {
  expect(textOf('matches-nothing', options)).toBe(
    `Warning: nothing ran. No test, benchmark, example or fuzz test of any package is chosen by ${named}.\n`,
  );
});

test.each<[string, string, object, boolean]>([
  ['tests ran', 'pass', { run: 'X' }, false],
  ['benchmarks ran, though no test did', 'only-benchmarks', { run: '^$', bench: '.' }, false],
  ['nothing was meant to run', 'matches-nothing', { run: '^$' }, true],
  ['nobody chose', 'matches-nothing', {}, false],
  ['not known whether any ran', 'exec-true', { run: 'X' }, false],
])('no warning: %s', (_title, stream, options, compileOnly) => {
  expect(textOf(stream, options, compileOnly)).toBe('');
});
