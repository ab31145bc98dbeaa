import { parsePort } from '../../ports';
import type { GoEnvironment } from './go-variables';
import { readTestOptions } from './test-options';

const read = (options: Record<string, unknown>, goflags = '') => {
  const { config, packages } = readTestOptions(parsePort('arm64'), options, { goflags });
  return { tags: [...config.tags], cgo: config.cgo, packages };
};

test('nothing said: everything below, no tags, and cgo as the machine has it', () => {
  expect(read({})).toEqual({ tags: [], cgo: 'maybe', packages: ['./...'] });
});

test.each<[string, Record<string, unknown>, string, string[]]>([
  ['of option tags', { tags: ['a', 'b'] }, '', ['a', 'b']],
  ['of GOFLAGS', {}, '-v -tags=a,b', ['a', 'b']],
  ['of GOFLAGS in quotes', {}, `'-tags=a b' "-ldflags=-X m.v=1 -tags=no"`, ['a', 'b']],
  ['of the last in GOFLAGS', {}, '-tags=a --tags=b', ['b']],
  ['of option tags rather than of GOFLAGS', { tags: ['a'] }, '-tags=b', ['a']],
  ['of goFlags rather than of option tags', { tags: ['a'], goFlags: ['-tags=b c'] }, '-tags=d', ['b', 'c']],
  ['of the option, several in one text', { tags: ['a b', 'c'] }, '', ['a', 'b,c']],
  ['of the last -tags', { goFlags: ['-tags=a', '-tags=b'] }, '', ['b']],
  ['none, when goFlags says so', { tags: ['a'], goFlags: ['-tags='] }, '', []],
  ['of GOFLAGS in option env rather than of the environment', { env: { GOFLAGS: '-tags=a' } }, '-tags=b', ['a']],
  ['that a static link brings', { cgo: 'static' }, '', ['netgo', 'osusergo']],
  ['that it brings next to GOFLAGS', { cgo: 'static' }, '-tags=a', ['a', 'netgo', 'osusergo']],
  ['that it brings next to the option', { cgo: 'static', tags: ['a'] }, '-tags=b', ['a', 'netgo', 'osusergo']],
  [
    'that it brings next to goFlags',
    { cgo: 'static', goFlags: ['-tags=c'], tags: ['a'] },
    '',
    ['c', 'netgo', 'osusergo'],
  ],
  ['of no detector that option race turns off', { race: false }, '-race', []],
  ['of option race', { race: true, tags: ['a'] }, '', ['a', 'race']],
  ['of detectors in flags', { goFlags: ['-race'] }, '-msan=true -asan=false', ['race', 'msan']],
  ['of no detector that goFlags turns off', { goFlags: ['-race=false'] }, '-race', []],
  ['of nothing else', { tags: 'a', goFlags: ['-tagsx=b', '-v'], race: 'true' }, '-xtags=c', []],
])('tags: those %s', (_title, options, goflags, expected) => {
  expect(read(options, goflags).tags).toEqual(expected);
});

test.each<[string, Record<string, unknown>, Partial<GoEnvironment>, [noWork: boolean, noVendor: boolean]]>([
  ['nothing said', {}, {}, [false, false]],
  ['GOWORK of the environment', {}, { gowork: 'off' }, [true, false]],
  ['GOWORK of option env', { env: { GOWORK: 'off' } }, {}, [true, false]],
  ['GOWORK of option env rather than of the environment', { env: { GOWORK: '' } }, { gowork: 'off' }, [false, false]],
  ['-mod in goFlags', { goFlags: ['-mod=mod'] }, {}, [false, true]],
  ['-mod in GOFLAGS', {}, { goflags: '-v -mod=readonly' }, [false, true]],
  ['-mod in goFlags rather than in GOFLAGS', { goFlags: ['-mod=vendor'] }, { goflags: '-mod=mod' }, [false, false]],
  ['another flag', { goFlags: ['-modfile=mod'] }, {}, [false, false]],
])('how imports are resolved: %s', (_title, options, environment, expected) => {
  const { config } = readTestOptions(parsePort('arm64'), options, { goflags: '', ...environment });
  expect([config.noWork, config.noVendor]).toEqual(expected);
});

test.each<[Record<string, unknown>, boolean | 'maybe']>([
  [{ cgo: 'off' }, false],
  [{ cgo: 'dynamic' }, true],
  [{ cgo: 'static' }, true],
  [{ env: { CGO_ENABLED: '0' } }, false],
  [{ env: { CGO_ENABLED: '1' } }, true],
  [{ env: { CGO_ENABLED: 'odd' } }, 'maybe'],
  [{ cgo: 'off', env: { CGO_ENABLED: '1' } }, false],
])('cgo of %j is %s', (options, expected) => {
  expect(read(options).cgo).toBe(expected);
});

test('packages are those named; odd values are the executor’s to refuse', () => {
  expect(read({ packages: ['./a', 'm/b/...', 7] }).packages).toEqual(['./a', 'm/b/...']);
  expect([read({ packages: [] }), read({ packages: './a' })].map(({ packages }) => packages)).toEqual([
    ['./...'],
    ['./...'],
  ]);
});
