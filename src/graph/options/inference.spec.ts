import { checkEntries, inferences } from './inference';
import { pluginEntries } from './plugin-entries';
import type { PluginOptions } from './plugin-options';
import { fakeDisk } from '../../golang/testdata/temp-workspace';

const ROOTS = ['svc', 'lib'];

interface Entry {
  readonly options?: PluginOptions;
  readonly include?: string[];
  readonly exclude?: string[];
}

/** Entries of nx.json over two projects, of which svc has these targets in its project.json. */
function nxJson(entries: readonly Entry[], targets: object = {}) {
  const disk = fakeDisk({ 'svc/project.json': JSON.stringify({ targets }), 'svc/go.mod': '', 'lib/go.mod': '' });
  const plugins = ['other', ...entries.map((entry) => ({ plugin: 'nx-go-cross', ...entry }))];
  return { entries: pluginEntries({ plugins }, disk), disk };
}

function check(...written: Entry[]) {
  checkEntries(nxJson(written).entries, ROOTS);
}

const s390x = (name: string) => ({ goarch: 's390x', name });

test.each<[string, PluginOptions, PluginOptions, string]>([
  [
    'a test and a check',
    { testTargetName: 'go' },
    { checkTargetName: 'go', checkPorts: ['arm64'] },
    "targets|'go-arm64'",
  ],
  ['two ports', { ports: [s390x('x')] }, { ports: [{ goarch: 'arm64', name: 'x' }] }, "targets|'test-x'"],
  ['an aggregate and a test', { aggregateTargetName: 'test-s390x' }, { ports: ['s390x'] }, "targets|'test-s390x'"],
  ['coverage and a check', { coverageTargetName: 'check-arm64' }, { checkPorts: ['arm64'] }, "targets|'check-arm64'"],
  [
    'the inputs of targets with other names',
    { ports: ['arm64'] },
    { ports: ['arm64'], testTargetName: 'go', aggregateTargetName: 'all' },
    "named inputs|'goArm64'",
  ],
  ['inputs', { checkPorts: ['arm64'] }, { ports: [s390x('check.arm64')] }, "named inputs|'goCheckArm64'"],
])('entries that give one project two things under one name: %s', (_title, first, second, expected) => {
  const [kind, name] = expected.split('|') as [string, string];
  const message = `Two ${kind} of nx-go-cross of project folder 'svc', which two entries reach, would be called ${name}: `;
  expect(() => check({ options: first }, { options: second })).toThrow(message);
  expect(() => check({ options: first, exclude: ['svc/**'] }, { options: second, include: ['svc/*'] })).not.toThrow();
});

test('the same target of two entries is one target', () => {
  expect(() => check({ options: {} }, { options: { ports: ['arm64', 's390x'] }, include: ['svc/*'] })).not.toThrow();
});

test('wrong options of another entry are its own to report', () => {
  expect(() => check({ options: { ports: ['arm65'] } }, { options: { ports: ['arm64'] } })).not.toThrow();
});

/** Of svc: what its targets have for options, and what the ones that stand for others depend on. */
function ofSvc(entries: readonly Entry[], targets?: object) {
  const { entries: read, disk } = nxJson(entries, targets);
  const { ports, checkPorts, binaryPorts, explicit, aggregates, coverages } = inferences(read, disk)('svc');
  const all = [...ports, ...checkPorts, ...binaryPorts, ...explicit.ports, ...explicit.checkPorts];
  return {
    tags: Object.fromEntries(all.map(({ targetName, config }) => [targetName, [...config.tags].join()])),
    collected: Object.fromEntries(
      [...aggregates, ...coverages].map(({ name, targetNames }) => [name, [...targetNames].join()]),
    ),
  };
}

const tagged = (tags: string, rest: PluginOptions = {}): Entry => ({
  options: { ports: ['arm64'], test: { tags: [tags] }, ...rest },
});
const BARE: Entry = { options: { ports: ['arm64'] } };
const S390X: Entry = { options: { ports: ['s390x'] } };

test.each<[string, Entry[], object, object]>([
  ['one entry', [tagged('a')], { 'test-arm64': 'a' }, { 'test-ports': 'test-arm64' }],
  ['options of the first alone', [tagged('a'), BARE], { 'test-arm64': 'a' }, { 'test-ports': 'test-arm64' }],
  ['options of both: the last', [tagged('a'), tagged('b')], { 'test-arm64': 'b' }, { 'test-ports': 'test-arm64' }],
  ['more than are in a list', [tagged('a'), tagged('...')], { 'test-arm64': 'a' }, { 'test-ports': 'test-arm64' }],
  [
    'one of another project',
    [tagged('a'), { ...tagged('b'), include: ['lib/*'] }],
    { 'test-arm64': 'a' },
    { 'test-ports': 'test-arm64' },
  ],
  [
    'wrong options, which their own entry reports',
    [tagged('a'), { options: { ports: ['arm65'] } }],
    { 'test-arm64': 'a' },
    { 'test-ports': 'test-arm64' },
  ],
  [
    'ports of each',
    [tagged('a'), S390X],
    { 'test-arm64': 'a', 'test-s390x': '' },
    { 'test-ports': 'test-arm64,test-s390x' },
  ],
  [
    'the same in the other order',
    [S390X, tagged('a')],
    { 'test-arm64': 'a', 'test-s390x': '' },
    { 'test-ports': 'test-s390x,test-arm64' },
  ],
  ['an entry that comes twice', [BARE, tagged('a'), BARE], { 'test-arm64': 'a' }, { 'test-ports': 'test-arm64' }],
  [
    'aggregates of other names',
    [BARE, { options: { ports: ['s390x'], aggregateTargetName: 'all' } }],
    { 'test-arm64': '', 'test-s390x': '' },
    { 'test-ports': 'test-arm64', all: 'test-s390x' },
  ],
  [
    'coverage of one of them',
    [tagged('a', { coverageTargetName: 'cov' }), S390X],
    { 'test-arm64': 'a', 'test-s390x': '' },
    { 'test-ports': 'test-arm64,test-s390x', cov: 'test-arm64' },
  ],
  [
    'test binaries and checks of one of them',
    [tagged('a', { binariesTargetName: 'keep', checkPorts: ['mips'] }), BARE],
    { 'test-arm64': 'a', 'check-mips': 'a', 'keep-arm64': 'a' },
    { 'test-ports': 'test-arm64' },
  ],
])('what entries that reach one project infer together: %s', (_title, entries, tags, collected) => {
  expect(ofSvc(entries)).toEqual({ tags, collected });
});

test('a target that the project writes out itself is one of those of each entry that would name it so', () => {
  const targets = {
    'test-s390x': { executor: 'nx-go-cross:test', options: { goarch: 's390x' } },
    'go-mips': { executor: 'nx-go-cross:test', options: { goarch: 'mips' } },
  };
  const go: Entry = { options: { ports: ['riscv64'], testTargetName: 'go', aggregateTargetName: 'all' } };
  expect(ofSvc([tagged('a'), BARE, go], targets)).toEqual({
    tags: { 'test-arm64': 'a', 'go-riscv64': '', 'test-s390x': 'a', 'go-mips': '' },
    collected: { 'test-ports': 'test-arm64,test-s390x', all: 'go-riscv64,go-mips' },
  });
  expect(ofSvc([tagged('a'), S390X], targets).tags).toEqual({ 'test-arm64': 'a', 'test-s390x': '' });
});
