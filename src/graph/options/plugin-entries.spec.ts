import { checkEntries, earlierEntries } from './plugin-entries';
import { normalizePluginOptions, type PluginOptions } from './plugin-options';
import { fakeDisk } from '../../golang/testdata/temp-workspace';

const disk = fakeDisk({ 'svc/go.mod': '', 'lib/project.json': '', 'lib/deep/package.json': '' });
const ROOTS = ['svc', 'lib', 'lib/deep'];

interface Entry {
  readonly options?: PluginOptions;
  readonly include?: string[];
  readonly exclude?: string[];
}

const LAST = { ports: ['mips'] };

/** What the last of some entries finds wrong with those before it. */
function check(...entries: Entry[]) {
  const { options } = entries.at(-1)!;
  const plugins = ['other', ...entries.map((entry) => ({ plugin: 'nx-go-cross', ...entry }))];
  const own = earlierEntries({ plugins: [...plugins, { plugin: 'nx-go-cross', options: LAST }] }, LAST, disk).at(-1)!;
  checkEntries(normalizePluginOptions(options), earlierEntries({ plugins }, options, disk), ROOTS.filter(own.reaches));
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

test.each<[string, Omit<Entry, 'options'>, string[]]>([
  ['all', {}, ROOTS],
  ['empty lists are none', { include: [], exclude: [] }, ROOTS],
  ['include', { include: ['lib/*'] }, ['lib']],
  ['exclude', { exclude: ['lib/**'] }, ['svc']],
  ['both', { include: ['lib/**'], exclude: ['lib/deep/*'] }, ['lib']],
  ['of patterns with a negation the last counts', { include: ['**', '!lib/**', 'lib/deep/*'] }, ['svc', 'lib/deep']],
  ['a first negation begins with all', { include: ['!lib/**'] }, ['svc']],
])('the projects that an entry reaches, as Nx has it: %s', (_title, entry, expected) => {
  const plugins = [
    { plugin: 'nx-go-cross', ...entry, options: { ports: ['arm64'] } },
    { plugin: 'nx-go-cross', options: { ports: ['s390x'] } },
  ];
  const [first] = earlierEntries({ plugins }, { ports: ['s390x'] }, disk);
  expect(ROOTS.filter((root) => first!.reaches(root))).toEqual(expected);
});
