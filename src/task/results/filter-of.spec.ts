import type { TargetConfiguration } from '@nx/devkit';
import type { TestExecutorSchema } from '../options/test-schema';
import { filterOf } from './filter-of';

type Options = Partial<TestExecutorSchema>;

function filter(
  given: Options,
  options: Options = {},
  goflags = '',
  rest: Partial<TargetConfiguration> = {},
  configurationName?: string,
) {
  const found = filterOf(
    { packages: ['./...'], ...options, ...given },
    { target: { options, ...rest }, configurationName },
    goflags,
  );
  return JSON.parse(JSON.stringify(found));
}

test.each<[string, Options, string, object]>([
  ['nothing', {}, '', {}],
  ['packages by their default', { packages: ['./...'] }, '', {}],
  ['tags, which leave out no test that was asked for', { tags: ['a', 'b'] }, '', { tags: ['a', 'b'] }],
  ['tags of GOFLAGS', {}, '-tags=c,d', { tags: ['c', 'd'] }],
  ['tags of the option over GOFLAGS', { tags: ['a'] }, '-tags=c', { tags: ['a'] }],
  ['a benchmark', { bench: '.' }, '', { bench: '.' }],
  ['short in GOFLAGS, as a CI has it for all', {}, '-short', { short: true }],
])('%s: not ad hoc', (_title, given, goflags, expected) => {
  expect(filter(given, {}, goflags)).toEqual(expected);
});

test.each<[string, Options, string, object]>([
  ['run', { run: '^TestA$' }, '', { run: '^TestA$' }],
  ['skip', { skip: 'Slow' }, '', { skip: 'Slow' }],
  ['short', { short: true }, '', { short: true }],
  ['packages', { packages: ['./a'] }, '', { packages: ['./a'] }],
  ['run in goFlags', { goFlags: ['-run=A'] }, '', { run: 'A' }],
  ['run in goFlags over the option', { goFlags: ['-test.run=B'], run: 'A' }, '', { run: 'B' }],
  ['run in GOFLAGS', {}, '-v -run=C', { run: 'C' }],
])('%s beside what the target says: ad hoc', (_title, given, goflags, expected) => {
  expect(filter(given, {}, goflags)).toEqual({ ...expected, adHoc: true });
});

test('what the target itself says is no ad-hoc filter, by options, goFlags, GOFLAGS in env, or a configuration', () => {
  expect(filter({}, { skip: 'Slow', short: true })).toEqual({ skip: 'Slow', short: true });
  expect(filter({}, { goFlags: ['-skip=Slow'] })).toEqual({ skip: 'Slow' });
  expect(filter({}, { env: { GOFLAGS: '-run=A' } }, '-run=A')).toEqual({ run: 'A' });
  const rest = { configurations: { quick: { short: true } } };
  expect(filter({ short: true }, {}, '', rest, 'quick')).toEqual({ short: true });
  expect(filter({ short: true }, {}, '', rest)).toEqual({ short: true, adHoc: true });
});

test('a target’s filter that is lifted on the command line is another run, too', () => {
  expect(filter({ short: false }, { short: true })).toEqual({ adHoc: true });
  expect(filter({ run: '' }, { run: 'A' })).toEqual({ adHoc: true });
});
