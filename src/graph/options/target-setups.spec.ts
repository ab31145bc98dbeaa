import { normalizePluginOptions, type PluginOptions } from './plugin-options';
import { testSetups, type Overrides } from './target-setups';
import { fakeDisk } from '../../golang/testdata/temp-workspace';

interface Case {
  readonly files?: Record<string, object>;
  readonly targetDefaults?: Record<string, object>;
  readonly options?: PluginOptions;
  readonly overrides?: Overrides;
}

/** The tags of each way in which the tests of `svc` are built for its one port. */
function tagsOf({ files = {}, targetDefaults, options = {}, overrides }: Case): string[][] {
  const [port] = normalizePluginOptions({ ports: ['arm64'], ...options }).ports;
  const disk = fakeDisk(Object.fromEntries(Object.entries(files).map(([file, json]) => [file, JSON.stringify(json)])));
  const settings = { targetDefaults } as Parameters<typeof testSetups>[0];
  return testSetups(settings, disk, overrides)('svc', port!).map(({ config }) => [...config.tags]);
}

const tags = (...list: string[]) => ({ options: { tags: list } });
const ofTarget = (target: object) => ({ targets: { 'test-arm64': target } });

test.each<[string, Case, string[][]]>([
  ['the plugin', { options: { test: { tags: ['a'] } } }, [['a']]],
  ['project.json', { files: { 'svc/project.json': ofTarget(tags('a')) } }, [['a']]],
  ['package.json', { files: { 'svc/package.json': { nx: ofTarget(tags('a')) } } }, [['a']]],
  [
    'project.json over package.json',
    { files: { 'svc/package.json': { nx: ofTarget(tags('a')) }, 'svc/project.json': ofTarget(tags('b')) } },
    [['b']],
  ],
  ['nothing for another target', { files: { 'svc/project.json': { targets: { 'test-amd64': tags('a') } } } }, [[]]],
  ['nothing for another project', { files: { 'lib/project.json': ofTarget(tags('a')) } }, [[]]],
  ['targetDefaults by name', { targetDefaults: { 'test-arm64': tags('a') } }, [['a']]],
  ['targetDefaults by a glob', { targetDefaults: { 'test-*': tags('a') } }, [['a']]],
  ['targetDefaults by executor', { targetDefaults: { 'nx-go-cross:test': tags('a') } }, [['a']]],
  ['nothing in the defaults of other targets', { targetDefaults: { 'build-*': tags('a') } }, [[]]],
  [
    'project.json over targetDefaults over the plugin',
    {
      options: { test: { tags: ['a'] } },
      targetDefaults: { 'test-arm64': tags('b') },
      files: { 'svc/project.json': ofTarget(tags('c')) },
    },
    [['c']],
  ],
  [
    'a default whose filter lets the project through',
    { targetDefaults: { 'test-arm64': [{ filter: { projects: ['svc'] }, ...tags('a') }] } },
    [['a']],
  ],
  [
    'no default whose filter does not',
    { targetDefaults: { 'test-arm64': [{ filter: { projects: ['lib'] }, ...tags('a') }] } },
    [[]],
  ],
  [
    'configurations, over everything else',
    {
      files: { 'svc/project.json': ofTarget({ ...tags('a'), configurations: { ci: { tags: ['b'] }, quick: {} } }) },
    },
    [['a'], ['b'], ['a']],
  ],
  [
    'the command line over all',
    {
      files: { 'svc/project.json': ofTarget(tags('a')) },
      overrides: { options: { tags: ['b'] }, goflags: '-tags=c' },
    },
    [['b']],
  ],
  ['GOFLAGS where nothing else is said', { overrides: { options: {}, goflags: '-tags=c' } }, [['c']]],
])('tags are said by %s', (_title, one, expected) => {
  expect(tagsOf(one)).toEqual(expected);
});

test('the level of project.json, and the plugin’s where that is wrong', () => {
  const levelOf = (level: string) => {
    const [port] = normalizePluginOptions({ ports: ['arm64/v8.1'] }).ports;
    const disk = fakeDisk({
      'svc/project.json': JSON.stringify({ targets: { 'test-arm64-v8.1': { options: { goarm64: level } } } }),
    });
    return testSetups({}, disk)('svc', port!)[0]!.config.port.level;
  };
  expect([levelOf('v9.0'), levelOf('nonsense')]).toEqual(['v9.0', 'v8.1']);
});

test('a project.json that cannot be read says nothing', () => {
  const [port] = normalizePluginOptions({ ports: ['arm64'] }).ports;
  expect(testSetups({}, fakeDisk({ 'svc/project.json': '{' }))('svc', port!)).toHaveLength(1);
});

const options = normalizePluginOptions({
  ports: ['arm64'],
  checkPorts: ['s390x'],
  binariesTargetName: 'test-binaries',
});
const targets = [options.ports[0]!, options.checkPorts[0]!, options.binaryPorts[0]!];

test('defaults that nx.json sets for an executor count for its targets and for no others', () => {
  const targetDefaults = {
    'nx-go-cross:test': { options: { tags: ['tested'] } },
    'nx-go-cross:check': { options: { tags: ['checked'] } },
    'nx-go-cross:test-binaries': { options: { tags: ['kept'] } },
  };
  const seen = targets.map(
    (one) =>
      testSetups({ targetDefaults } as Parameters<typeof testSetups>[0], fakeDisk({}))('svc', one)[0]!.options.tags,
  );
  expect(seen).toEqual([['tested'], ['checked'], ['kept']]);
});

test.each<[string, Pick<Case, 'files' | 'targetDefaults'>, boolean]>([
  ['nothing says so', {}, false],
  ['project.json', { files: { 'svc/project.json': ofTarget({ dependsOn: ['generate'] }) } }, true],
  ['targetDefaults', { targetDefaults: { 'nx-go-cross:test': { dependsOn: ['^generate'] } } }, true],
  [
    'project.json takes back what targetDefaults say',
    {
      files: { 'svc/project.json': ofTarget({ dependsOn: [] }) },
      targetDefaults: { 'test-*': { dependsOn: ['^generate'] } },
    },
    false,
  ],
])('other tasks come first: %s', (_title, { files = {}, targetDefaults }, expected) => {
  const [port] = normalizePluginOptions({ ports: ['arm64'] }).ports;
  const disk = fakeDisk(Object.fromEntries(Object.entries(files).map(([file, json]) => [file, JSON.stringify(json)])));
  const settings = { targetDefaults } as Parameters<typeof testSetups>[0];
  const [setup] = testSetups(settings, disk)('svc', port!);
  expect(setup!.hasDependencies).toBe(expected);
});
