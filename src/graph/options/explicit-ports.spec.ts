import { explicitPorts } from './explicit-ports';
import { normalizePluginOptions, type PluginOptions } from './plugin-options';
import { fakeDisk } from '../../golang/testdata/temp-workspace';

/** The target names of svc's own ports. */
function found(targets: Readonly<Record<string, unknown>>, options: PluginOptions = {}, file = 'svc/project.json') {
  const json = file.endsWith('package.json') ? { nx: { targets } } : { targets };
  const [own] = explicitPorts([normalizePluginOptions(options)], fakeDisk({ [file]: JSON.stringify(json) }))('svc');
  return [...own!.ports, ...own!.checkPorts].map(({ targetName }) => targetName);
}

const run = (options: object) => ({ executor: 'nx-go-cross:test', options });
const check = (options: object) => ({ executor: 'nx-go-cross:check', options });

test.each<[string, Readonly<Record<string, unknown>>, string[]]>([
  ['a port', { 'test-s390x': run({ goarch: 's390x' }) }, ['test-s390x']],
  ['a level', { 'test-arm-6': run({ goarch: 'arm', goarm: '6' }) }, ['test-arm-6']],
  ['a port to check', { 'check-windows-amd64': check({ goos: 'windows', goarch: 'amd64' }) }, ['check-windows-amd64']],
  ['a port of the plugin: that has its target', { 'test-arm64': run({ goarch: 'arm64' }) }, []],
  ['another name, whatever it may mean', { s390x: run({ goarch: 's390x' }) }, []],
  ['the name of another port', { 'test-s390x': run({ goarch: 'mips' }) }, []],
  ['another executor', { 'test-s390x': { executor: 'nx:run-commands', options: { goarch: 's390x' } } }, []],
  ['a test under the name of a check', { 'check-s390x': run({ goarch: 's390x' }) }, []],
  ['a port that there is not', { 'test-sparc': run({ goarch: 'sparc' }) }, []],
  ['a level that there is not', { 'test-arm-9': run({ goarch: 'arm', goarm: '9' }) }, []],
  ['no options', { 'test-s390x': { executor: 'nx-go-cross:test' } }, []],
  ['what is no target', { 'test-s390x': 'nx-go-cross:test', 'test-mips': null }, []],
])('%s', (_title, targets, expected) => {
  expect(found(targets)).toEqual(expected);
});

test('package.json counts as well, and so do the names that the plugin is told to give', () => {
  const targets = { 'go-s390x': run({ goarch: 's390x' }), 'test-mips': run({ goarch: 'mips' }) };
  expect(found(targets, { testTargetName: 'go' }, 'svc/package.json')).toEqual(['go-s390x']);
});

test('the options of the plugin for all tests hold for it', () => {
  const targets = { 'test-s390x': run({ goarch: 's390x', short: true }) };
  const disk = fakeDisk({ 'svc/project.json': JSON.stringify({ targets }) });
  const [own] = explicitPorts([normalizePluginOptions({ test: { tags: ['a'] } })], disk)('svc');
  expect(own!.ports).toMatchObject([{ id: 's390x', options: { goarch: 's390x', tags: ['a'] } }]);
});

test.each<[string, PluginOptions]>([
  ['the aggregate', { aggregateTargetName: 'test-s390x' }],
  ['the merged coverage', { coverageTargetName: 'test-s390x' }],
])('a target of its own that has the name of %s is refused', (_title, options) => {
  expect(() => found({ 'test-s390x': run({ goarch: 's390x' }) }, options)).toThrow(
    "Project folder 'svc' has a target 'test-s390x' of its own for a port",
  );
});
