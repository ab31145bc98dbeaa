import { CrossTestError } from '../../errors';
import { optionsIfValid, optionsOrMessage } from './checked-options';
import { normalizePluginOptions, type PluginOptions } from './plugin-options';

const normalize = (options?: unknown) => normalizePluginOptions(options as PluginOptions | undefined);
const targets = (options: unknown) =>
  normalize(options).ports.map(({ id, options: own }) => [id, own] as [string, Record<string, unknown>]);

test('without options: amd64 and arm64', () => {
  expect(normalize()).toMatchObject({
    ports: [
      { id: 'amd64', targetName: 'test-amd64', options: { goos: 'linux', goarch: 'amd64' } },
      { id: 'arm64', options: { goos: 'linux', goarch: 'arm64' } },
    ],
    aggregateTargetName: 'test-ports',
    inferDependencies: true,
    cacheKey: 'strict',
  });
  expect({ ...normalize({}), targetOf: undefined }).toEqual({ ...normalize(), targetOf: undefined });
});

test.each<[string, unknown, [string, object]]>([
  ['a string', 'arm/6', ['arm-6', { goos: 'linux', goarch: 'arm', goarm: '6' }]],
  ['another GOOS', 'windows/amd64', ['windows-amd64', { goos: 'windows', goarch: 'amd64' }]],
  ['a number', 386, ['386', { goos: 'linux', goarch: '386' }]],
  ['an object', { goarch: 'arm', goarm: '6' }, ['arm-6', { goos: 'linux', goarch: 'arm', goarm: '6' }]],
  ['an object with numbers', { goarch: 'arm', goarm: 6 }, ['arm-6', { goos: 'linux', goarch: 'arm', goarm: '6' }]],
  [
    'options and a name of its own',
    { goarch: 'arm64', cpu: 'cortex-a53', name: 'a53' },
    ['a53', { goos: 'linux', goarch: 'arm64', cpu: 'cortex-a53' }],
  ],
])('a port as %s', (_title, port, expected) => {
  expect(targets({ ports: [port] })).toEqual([expected]);
});

test("a port's own options win over the defaults, and the port over both", () => {
  const options = {
    ports: ['s390x', { goarch: 'arm64', runner: 'qemu' }],
    test: { runner: 'auto', goarch: 'x', p: 1 },
  };
  expect(targets(options)).toEqual([
    ['s390x', { goos: 'linux', goarch: 's390x', runner: 'auto', p: 1 }],
    ['arm64', { goos: 'linux', goarch: 'arm64', runner: 'qemu', p: 1 }],
  ]);
});

test('one port twice is fine under two names', () => {
  const ports = ['arm64', { goarch: 'arm64', cpu: 'max', name: 'arm64-max' }];
  expect(targets({ ports }).map(([id]) => id)).toEqual(['arm64', 'arm64-max']);
});

const INVALID: [unknown, string][] = [
  [null, 'The options of nx-go-cross are null; they must be an object'],
  [['arm64'], 'The options of nx-go-cross are ["arm64"]; they must be an object'],
  [{ port: ['arm64'] }, "nx-go-cross has no option 'port'. Options: ports, checkPorts, testTargetName, "],
  [{ constructor: 1 }, "nx-go-cross has no option 'constructor'."],
  [{ ports: 'arm64' }, `Option 'ports' of nx-go-cross is "arm64"; it must be an array of ports such as`],
  [{ ports: {} }, "Option 'ports' of nx-go-cross is {}; it must be an array"],
  [{ ports: [null] }, "Option 'ports' of nx-go-cross is null; it must be ports such as 'arm64' or {"],
  [{ ports: [['arm64']] }, `Option 'ports' of nx-go-cross is ["arm64"]; it must be ports such as`],
  [{ ports: ['aarch64'] }, "Unknown GOARCH 'aarch64' in port 'aarch64'."],
  [{ ports: [{}] }, "Port 'linux/' has no GOARCH."],
  [{ ports: [{ goarch: 'arm64', goarm: '6' }] }, "Option 'goarm' does not belong to goarch 'arm64'."],
  [{ ports: [{ goarch: 'arm', goarm: [6] }] }, "Option 'goarm' is [6]; it must be a text."],
  [{ ports: [{ goarch: 'arm64', name: 'a b' }] }, `Option 'ports[].name' of nx-go-cross is "a b"`],
  [{ ports: [{ goarch: 'arm64', name: 5 }] }, "Option 'ports[].name' of nx-go-cross is 5"],
  [
    { ports: [{ goarch: 'arm64', name: 'modules' }] },
    'a name whose input is none of goDeclared, goEnvironment, goModules',
  ],
  [{ ports: ['arm64', 'linux/arm64'] }, "Option 'ports' of nx-go-cross lists 'arm64' (linux/arm64) twice."],
  [{ ports: ['s390x', { goarch: 'arm64', name: 's390x' }] }, "Option 'ports' of nx-go-cross lists 's390x'"],
  [{ checkPorts: 'windows/amd64' }, "Option 'checkPorts' of nx-go-cross is"],
  [{ checkPorts: ['arm64', 'linux/arm64'] }, "Option 'checkPorts' of nx-go-cross lists 'arm64' (linux/arm64) twice."],
  [{ checkPorts: [{}] }, "Option 'checkPorts' of nx-go-cross is {}; it must be ports such as 'windows/amd64'"],
  [{ checkPorts: ['windows/arm6'] }, "Unknown GOARCH 'arm6' in port 'windows/arm6'."],
  [{ testTargetName: 'a b' }, `Option 'testTargetName' of nx-go-cross is "a b"; it must be a target name`],
  [{ checkTargetName: 1 }, "Option 'checkTargetName' of nx-go-cross is 1"],
  [
    { coverageTargetName: 'cover', ports: [{ goarch: 'arm64', name: 'coverage' }] },
    "A port of nx-go-cross is named 'coverage'",
  ],
  [{ aggregateTargetName: '' }, `Option 'aggregateTargetName' of nx-go-cross is ""`],
  [{ inferDependencies: 'no' }, `Option 'inferDependencies' of nx-go-cross is "no"; it must be true or false.`],
  [{ cacheKey: 'loose' }, `Option 'cacheKey' of nx-go-cross is "loose"; it must be 'strict' or 'portable'.`],
  [{ test: ['short'] }, `Option 'test' of nx-go-cross is ["short"]; it must be an object of options`],
];

test.each(INVALID)('%j is refused', (options, message) => {
  expect(() => normalize(options)).toThrow(CrossTestError);
  expect(() => normalize(options)).toThrow(message);
});

const named = (name: string) => ({ goarch: 's390x', name });

test.each<[string, object, string, string]>([
  ['tests and checks', { testTargetName: 'go', checkTargetName: 'go', checkPorts: ['arm64'] }, 'targets', 'go-arm64'],
  ['tests and binaries', { binariesTargetName: 'test' }, 'targets', 'test-amd64'],
  ['checks and binaries', { binariesTargetName: 'check', checkPorts: ['arm64'] }, 'targets', 'check-arm64'],
  [
    'a port’s name and binaries',
    { ports: ['arm64', named('x-arm64')], binariesTargetName: 'test-x' },
    'targets',
    'test-x-arm64',
  ],
  ['the aggregate and a test', { aggregateTargetName: 'test-arm64' }, 'targets', 'test-arm64'],
  ['the aggregate and a port’s name', { ports: [named('ports')] }, 'targets', 'test-ports'],
  [
    'the aggregate and a check',
    { checkPorts: ['arm64'], aggregateTargetName: 'check-arm64' },
    'targets',
    'check-arm64',
  ],
  [
    'the aggregate and binaries',
    { binariesTargetName: 'bin', aggregateTargetName: 'bin-arm64' },
    'targets',
    'bin-arm64',
  ],
  ['coverage and a test', { coverageTargetName: 'test-arm64' }, 'targets', 'test-arm64'],
  ['coverage and a check', { checkPorts: ['arm64'], coverageTargetName: 'check-arm64' }, 'targets', 'check-arm64'],
  ['coverage and binaries', { binariesTargetName: 'bin', coverageTargetName: 'bin-arm64' }, 'targets', 'bin-arm64'],
  ['coverage and the aggregate', { coverageTargetName: 'all', aggregateTargetName: 'all' }, 'targets', 'all'],
  [
    'inputs of a test and a check',
    { ports: [named('check-arm64')], checkPorts: ['arm64'] },
    'named inputs',
    'goCheckArm64',
  ],
  ['inputs of two ports’ names', { ports: [named('a-b'), named('a.b')] }, 'named inputs', 'goAB'],
  [
    'inputs of a port and imports of another',
    { ports: ['arm64', named('arm64-imports')] },
    'named inputs',
    'goArm64Imports',
  ],
  [
    'results of a port and binaries',
    { ports: ['arm64', named('binaries-arm64')], binariesTargetName: 'bin' },
    'folders for results',
    'binaries-arm64',
  ],
])('two things that share a name are refused: %s', (_title, options, kind, name) => {
  const message = `Two ${kind} of nx-go-cross would be called '${name}': `;
  expect(() => normalize(options)).toThrow(CrossTestError);
  expect(() => normalize(options)).toThrow(message);
});

test('a port may be tested and checked, and ports may have names of their own', () => {
  const options = {
    ports: ['arm64', named('zos')],
    checkPorts: ['arm64'],
    binariesTargetName: 'bin',
    coverageTargetName: 'cover',
  };
  expect(normalize(options).checkPorts.map(({ targetName }) => targetName)).toEqual(['check-arm64']);
});

test.each<[object, string]>([
  [
    { ports: ['arm64', 's390x'], test: { outputDir: 'out/{projectRoot}' } },
    "'out/{projectRoot}' for the ports arm64, s390x",
  ],
  [{ ports: ['arm64'], test: { outputDir: 'out' } }, "'out' for every project: each run would remove"],
  [{ ports: [{ goarch: 'arm64', outputDir: 'out/arm64' }] }, "'out/arm64' for every project: each run would remove"],
])('a folder for results that does not tell projects and ports apart is refused: %j', (options, message) => {
  expect(() => normalize(options)).toThrow(`Option 'outputDir' of nx-go-cross is ${message}`);
  expect(() => optionsOrMessage(options as PluginOptions)).toThrow('"outputDir": "reports/{projectRoot}/arm64"');
});

test('a folder per project and port is taken', () => {
  const ports = ['arm64', 's390x'].map((goarch) => ({ goarch, outputDir: `out/{projectName}/${goarch}` }));
  expect(targets({ ports }).map(([, { outputDir }]) => outputDir)).toEqual(ports.map(({ outputDir }) => outputDir));
  expect(targets({ ports: ['arm64'], test: { outputDir: 'out/{projectRoot}' } })).toHaveLength(1);
});

describe('what is wrong is said once', () => {
  const wrong = { ports: ['aarch64'] };

  test('by createNodes, with the remedy in the message, since Nx prints no more than that', () => {
    expect(() => optionsOrMessage(wrong)).toThrow(
      /^Unknown GOARCH 'aarch64' in port 'aarch64'\.\n {2}Write 'arm64'\. The GOARCHs of linux: 386, /,
    );
  });

  test('and by nobody after it', () => {
    expect(optionsIfValid(wrong)).toBeUndefined();
    expect(optionsIfValid({ ports: ['arm64'] })?.ports).toHaveLength(1);
  });
});
