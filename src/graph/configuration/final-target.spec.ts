import { fakeDisk } from '../../golang/testdata/temp-workspace';
import { finalTargets } from './final-target';

interface Said {
  readonly plugin?: Readonly<Record<string, unknown>>;
  readonly defaults?: Record<string, unknown>;
  readonly inPackage?: Record<string, unknown>;
  readonly inProject?: Record<string, unknown>;
  readonly nx?: number;
}

/** The options of svc's target test-arm64, in each form that it may have. */
function optionsOf({ plugin = {}, defaults, inPackage, inProject, nx = 24 }: Said) {
  const disk = fakeDisk({
    'svc/project.json': JSON.stringify({ name: 'svc', tags: ['scope:a'], targets: inProject }),
    ...(inPackage === undefined ? {} : { 'svc/package.json': JSON.stringify({ nx: { targets: inPackage } }) }),
  });
  const inferred = { targetName: 'test-arm64', executor: 'nx-go-cross:test', options: plugin };
  return finalTargets(defaults, disk, nx)('svc', inferred).map(({ options }) => options);
}

const tags = (...list: string[]) => ({ options: { tags: list } });
const [A, MORE] = [tags('a'), tags('...', 'b')];

// e2e/target-forms.e2e.spec.ts holds the same against Nx itself.
test.each<[string, Said, object[]]>([
  ['nothing is said', { plugin: { tags: ['p'] } }, [{ tags: ['p'] }]],
  ['a glob in project.json', { inProject: { 'test-*': A } }, [{ tags: ['a'] }]],
  ['no glob to Nx', { inProject: { 'test-arm6?': A } }, [{}]],
  ['a later key over an earlier one', { inProject: { 'test-arm64': A, 'test-*': MORE } }, [{ tags: ['a', 'b'] }]],
  ['"..." in a list', { plugin: { tags: ['p'] }, inProject: { 'test-arm64': MORE } }, [{ tags: ['p', 'b'] }]],
  ['"..." to Nx 22', { nx: 22, plugin: { tags: ['p'] }, inProject: { 'test-*': MORE } }, [{ tags: ['...', 'b'] }]],
  [
    '"..." through all layers',
    { defaults: { 'test-*': A }, inPackage: { 'test-arm64': MORE } },
    [{ tags: ['a', 'b'] }],
  ],
  [
    'options behind and before "..."',
    { plugin: { tags: ['p'], p: 1 }, inProject: { 'test-*': { options: { tags: ['x'], '...': true, p: 2 } } } },
    [{ tags: ['p'], p: 2 }],
  ],
  [
    'of two defaults, the executor',
    { defaults: { 'test-arm64': A, 'nx-go-cross:test': tags('e') } },
    [{ tags: ['e'] }],
  ],
  ['of two globs, the longer', { defaults: { 'test-*': A, 'test-a*': tags('b') } }, [{ tags: ['b'] }]],
  ['an empty entry hides others', { defaults: { 'test-*': A, 'test-arm64': {} } }, [{}]],
  ['defaults of another executor', { defaults: { 'test-*': { executor: 'x:y', ...A } } }, [{}]],
  [
    'another executor in project.json',
    { plugin: { p: 1 }, inProject: { 'test-*': { executor: 'x:y', ...A } } },
    [A.options],
  ],
  ['a list of defaults, in order', { defaults: { 'test-*': [A, MORE] } }, [{ tags: ['a', 'b'] }]],
  ['a list to Nx 22', { nx: 22, defaults: { 'test-*': [A, MORE] } }, [{}]],
  [
    'a list none of which applies is passed over',
    { defaults: { 'test-arm64': [{ filter: { projects: ['x'] }, ...A }], 'test-*': tags('g') } },
    [{ tags: ['g'] }],
  ],
  [
    'defaults of a glob in project.json, in either order',
    { defaults: { 'test-arm64': A, 'test-*': tags('g') }, inProject: { 'test-*': {} } },
    [{ tags: ['g'] }, { tags: ['a'] }],
  ],
  [
    'tokens',
    { inProject: { 'test-*': { options: { packages: ['./{projectRoot}/{projectName}'] } } } },
    [{ packages: ['./svc/svc'] }],
  ],
])('%s', (_title, said, expected) => {
  expect(optionsOf(said)).toEqual(expected);
});

test.each<[object, boolean]>([
  [{ projects: ['svc'] }, true],
  [{ projects: ['other', 'sv*'] }, true],
  [{ projects: ['tag:scope:*'] }, true],
  [{ projects: ['tag:scope'] }, false],
  [{ projects: ['directory:s*'] }, true],
  [{ projects: ['!svc'] }, false],
  [{ projects: ['!other'] }, true],
  [{ projects: ['*', '!tag:scope:a'] }, false],
  [{ projects: [] }, false],
  [{ plugin: 'nx-go-cross' }, true],
  [{ plugin: '@nx/js' }, false],
  [{ executor: 'nx-go-cross:test' }, true],
  [{ executor: 'nx-go-cross:check', projects: ['svc'] }, false],
])('filter %j lets svc:test-arm64 through: %s', (filter, passes) => {
  expect(optionsOf({ defaults: { 'test-*': [{ filter, ...A }] } })).toEqual([passes ? A.options : {}]);
});

test('a plugin is no source of a target whose executor project.json names', () => {
  const defaults = { 'test-*': [{ filter: { plugin: 'nx-go-cross' }, ...A }] };
  expect(optionsOf({ defaults, inProject: { 'test-arm64': { executor: 'nx-go-cross:test' } } })).toEqual([{}]);
});
