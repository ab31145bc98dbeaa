import { CHECK } from '../../executors/check/check.kind';
import { TEST_BINARIES } from '../../executors/test-binaries/test-binaries.kind';
import { TEST } from '../../executors/test/test.kind';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { CrossTestError } from '../../errors';
import type { TestExecutorSchema } from './test-schema';
import { normalizeOptions } from './normalize-options';

const context = {
  root: '/w',
  projectName: 'svc',
  projectsConfigurations: { version: 2, projects: { svc: { root: 'apps/svc' } } },
} as unknown as ExecutorContext;

const normalize = (options: object = {}, at: ExecutorContext = context) =>
  normalizeOptions({ goarch: 'arm64', ...options } as TestExecutorSchema, at, TEST);

function failure(options: object, at?: ExecutorContext): CrossTestError {
  try {
    normalize(options, at);
  } catch (error) {
    expect(error).toBeInstanceOf(CrossTestError);
    return error as CrossTestError;
  }
  throw new Error(`${JSON.stringify(options)} was accepted`);
}

test('only goarch is needed', () => {
  expect(normalize()).toMatchObject({
    project: 'svc',
    port: { goos: 'linux', goarch: 'arm64' },
    runner: 'auto',
    go: 'go',
    root: '/w',
    dir: '/w/apps/svc',
    outputDir: '/w/dist/go-cross/apps/svc/arm64',
    resultsDir: '/w/dist/go-cross',
    env: process.env,
    declared: { variables: [], globs: [], others: false },
    undeclaredInputs: 'warn',
    reporter: 'pretty',
    timeoutFactor: 10,
    infraRetries: 1,
    singleCpu: false,
    goTest: { packages: ['./...'], goFlags: [], args: [] },
  });
});

test.each<[string, object, object]>([
  ['port', { goarch: 'arm', goarm: 6 }, { port: { goos: 'linux', goarch: 'arm', level: '6' } }],
  ['output folder of a level', { goarch: 'arm', goarm: '6' }, { outputDir: '/w/dist/go-cross/apps/svc/arm-6' }],
  ['outputDir', { outputDir: 'out/x' }, { outputDir: '/w/out/x' }],
  ['qemuPath', { qemuPath: 'tools/my qemu' }, { qemuPath: '/w/tools/my qemu' }],
  ['absolute qemuPath', { qemuPath: '/q' }, { qemuPath: '/q' }],
  ['name of a go command', { go: 'go1.25' }, { go: 'go1.25' }],
  ['path of a go command', { go: 'tools/go' }, { go: '/w/tools/go' }],
  ['a C compiler with arguments', { cc: 'ccache gcc  -m64' }, { cc: 'ccache gcc -m64', cxx: undefined }],
  ['paths of C compilers', { cc: '"my tools/cc" -O0', cxx: 't/c++' }, { cc: "'/w/my tools/cc' -O0", cxx: '/w/t/c++' }],
  ['C compilers of env', { env: { CC: 'clang', CXX: '' } }, { cc: 'clang', cxx: undefined }],
  ['execProgram, one word', { runner: 'exec', execProgram: 'my prog' }, { execProgram: ['my prog'] }],
  ['execProgram, a list', { runner: 'exec', execProgram: ['a', '-b'] }, { execProgram: ['a', '-b'] }],
  ['execProgram, a path', { runner: 'exec', execProgram: ['t/x.sh', 'a/b'] }, { execProgram: ['/w/t/x.sh', 'a/b'] }],
  ['tokens of a command line', { outputDir: 'o/{projectRoot}/{projectName}' }, { outputDir: '/w/o/apps/svc/svc' }],
  ['a workspace token', { outputDir: '{workspaceRoot}/o' }, { outputDir: '/w/o' }],
  ['tokens in a folder of test binaries', { binaries: '{workspaceRoot}/{projectName}' }, { binaries: '/w/svc' }],
  ['timeout', { timeout: '1m30s' }, { timeout: 90_000 }],
  ['no timeout, as Nx reads it of a command line', { timeout: 0 }, { timeout: 0 }],
  ['cpu that looks like a number', { cpu: 486 }, { cpu: '486' }],
  ['verbose', { verbose: true }, { reporter: 'verbose' }],
  ['a reporter before verbose', { verbose: true, reporter: 'dots' }, { reporter: 'dots' }],
  ['env', { env: { A: '1' } }, { env: { ...process.env, A: '1' } }],
  ['folder of test binaries', { binaries: 'dist/{projectRoot}/b' }, { binaries: '/w/dist/apps/svc/b' }],
  ['absolute folder of test binaries', { binaries: '/moved' }, { binaries: '/moved' }],
  ['what decides what is built', { tags: ['x'], packages: ['./a'] }, { built: { tags: ['x'], packages: ['./a'] } }],
  ['the default for packages, which nobody asked for', { packages: ['./...'] }, { built: { packages: undefined } }],
  ['ldPrefix', { ldPrefix: 'root' }, { env: { ...process.env, QEMU_LD_PREFIX: '/w/root' } }],
])('%s', (_title, options, expected) => {
  expect(normalize(options)).toMatchObject(expected);
});

test('variables of QEMU that are set to nothing count as unset, wherever they are set; others do not', () => {
  const env = { QEMU_CPU: '', QEMU_STRACE: '', QEMU_LD_PREFIX: '/x', EMPTY: '' };
  const { env: found } = normalizeOptions({ goarch: 'arm64', env: { QEMU_LOG: '' } }, context, TEST, env);
  expect(found).toEqual({ QEMU_LD_PREFIX: '/x', EMPTY: '' });
});

test.each([
  ['test', TEST, '/w/dist/go-cross/apps/svc/arm64'],
  ['check', CHECK, '/w/dist/go-cross/apps/svc/check-arm64'],
  ['test-binaries', TEST_BINARIES, '/w/dist/go-cross/apps/svc/binaries-arm64'],
] as const)('executor %s has a folder of its own', (_name, kind, outputDir) => {
  expect(normalizeOptions({ goarch: 'arm64' }, context, kind)).toMatchObject({ kind, outputDir });
});

test('fuzzing needs Go', () => {
  expect(failure({ binaries: 'b', fuzz: 'Fuzz' }).message).toBe(
    "Option 'fuzz' needs Go, so it cannot go with 'binaries'.",
  );
});

test('the options of go test are passed on as they are, texts that look like numbers as texts', () => {
  const same = { tags: ['a'], short: true, count: 2, cover: true, coverPkg: ['./...'], vet: 'off', parallel: 2, p: 1 };
  const texts = { run: 42, skip: '$(touch x)', shuffle: 7 };
  expect(normalize({ ...same, ...texts, goFlags: ['-trimpath'], args: ['-update'] }).goTest).toEqual({
    ...same,
    ...{ run: '42', skip: '$(touch x)', shuffle: '7' },
    packages: ['./...'],
    goFlags: ['-trimpath'],
    args: ['-update'],
  });
});

const FORBIDDEN = [
  ...['json', 'exec=x', '-exec=x', 'c', 'n', 'n=true', 'o=x', 'list=.', 'test.list=.', 'coverprofile=x', 'C=/', 'args'],
  ...['v=false', '-v=0', 'test.v=f', 'count=0', 'test.count=-0'],
];

test.each<[object, string | RegExp]>([
  [{ goarch: 'sparc' }, "Unknown GOARCH 'sparc'"],
  [{ goarch: undefined }, "Port 'linux/' has no GOARCH."],
  [{ goarm: '6' }, "Option 'goarm' does not belong to goarch 'arm64'."],
  [{ timeout: 'abc' }, /^Option 'timeout' is "abc"; it must be a Go duration such as '90s'/],
  [{ timeout: 300 }, /^Option 'timeout' is "300"; it must be a Go duration/],
  [{ timeout: '-5s' }, /^Option 'timeout' is "-5s"/],
  [{ timeout: '9999999h' }, /^Option 'timeout' is "9999999h"; it must be at most '2562047h'/],
  [{ outputDir: 'out/{port}' }, /^Option 'outputDir' is "out\/\{port\}"; it must be a folder with no tokens but/],
  [{ outputDir: 'out/{workspaceRoot}' }, /^Option 'outputDir' is "out\/\{workspaceRoot\}"; it must be/],
  [{ binaries: '{x}' }, /^Option 'binaries' is "\{x\}"/],
  [{ runner: 'exec' }, /^Option 'execProgram' is undefined; it must be a program/],
  [{ runner: 'exec', execProgram: [] }, /^Option 'execProgram' is \[\]/],
  [{ execProgram: 'qemu-aarch64' }, /^Option 'runner' is "auto"; it must be 'exec' when execProgram is set/],
  [{ outputDir: '../out' }, /^Option 'outputDir' is '\.\.\/out'; it must be a folder below the workspace root/],
  [{ outputDir: '.' }, /^Option 'outputDir' is '\.'/],
  [{ outputDir: '/elsewhere' }, /^Option 'outputDir' is '\/elsewhere'/],
  [{ env: { GOARCH: 's390x' } }, /^Option 'env' sets GOARCH=s390x, but the port of a target decides GOARCH/],
  [{ env: { GOARM64: 'v9.0' } }, /^Option 'env' sets GOARM64=v9\.0/],
  [{ packages: [] }, /^Option 'packages' is \[\]; it must be one or more package patterns/],
  [{ packages: ['-exec=x'] }, /^Option 'packages' is "-exec=x"; it must be a package pattern/],
  [{ packages: [' '] }, /^Option 'packages' is " "/],
  ...['count', 'p', 'parallel'].flatMap((option) =>
    [0, -3, 1.5, '2', NaN, null].map(
      (value) =>
        [
          { [option]: value },
          `Option '${option}' is ${JSON.stringify(value)}; it must be a whole number, 1 or more.`,
        ] as [object, string],
    ),
  ),
  [{ infraRetries: -1 }, "Option 'infraRetries' is -1; it must be a whole number, 0 or more."],
  [{ timeoutFactor: 0 }, "Option 'timeoutFactor' is 0; it must be a number above 0."],
  [{ timeoutFactor: Infinity }, /^Option 'timeoutFactor' is null; it must be a number above 0/],
  [{ args: ['-test.list=.'] }, "Option 'args' may not hold -test.list=.: the 'test' executor runs the tests."],
  [{ args: ['-test.count', '0'] }, "Option 'args' may not hold -test.count=0: it runs nothing"],
  [{ args: ['--test.v=false'] }, "Option 'args' may not hold --test.v=false: without it nobody can tell"],
  [{ env: { GOFLAGS: '-tags=x -c' } }, "The variable GOFLAGS may not hold -c: the 'test' executor runs the tests."],
  [{ env: { GOFLAGS: "'-tags=x y' '-exec=a b'" } }, 'The variable GOFLAGS may not hold -exec=a b: use the options'],
  [{ env: { GOFLAGS: '-n' } }, 'The variable GOFLAGS may not hold -n: '],
  [{ env: { GOFLAGS: '-work' } }, 'The variable GOFLAGS may not hold -work: the folder for temporary files is removed'],
  [{ env: { GOFLAGS: '-c=T' } }, 'The variable GOFLAGS may not hold -c=T: '],
  [{ goFlags: ['-tags', 'x'] }, /^Option 'goFlags' is "x"; it must be a flag such as '-trimpath', one per item/],
  ...FORBIDDEN.map(
    (flag) => [{ goFlags: [`-${flag}`] }, `Option 'goFlags' may not hold -${flag}: `] as [object, string],
  ),
])('%j is refused', (options, message) => {
  const start = failure(options).message.slice(0, typeof message === 'string' ? message.length : undefined);
  expect(start).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
});

test.each([
  ['no project', { ...context, projectName: undefined }],
  ['an unknown project', { ...context, projectName: 'other' }],
])('%s', (_title, at) => {
  expect(failure({}, at as ExecutorContext).hint).toBe('Run it as nx run <project>:<target>.');
});

test('GOFLAGS of the environment is held to the same', () => {
  const before = process.env.GOFLAGS;
  process.env.GOFLAGS = '-c';
  try {
    expect(failure({}).message).toBe("The variable GOFLAGS may not hold -c: the 'test' executor runs the tests.");
    expect(normalize({ env: { GOFLAGS: '-mod=mod' } }).env.GOFLAGS).toBe('-mod=mod');
  } finally {
    if (before === undefined) delete process.env.GOFLAGS;
    else process.env.GOFLAGS = before;
  }
});

test.each(['-v=false', '-json', '-json=false', '-test.v=0', '-c=false', '-n=F', '-work=0'])(
  'GOFLAGS=%s does no harm: go test has our own flags after it, or it is off',
  (GOFLAGS) => {
    expect(normalize({ env: { GOFLAGS } }).env.GOFLAGS).toBe(GOFLAGS);
  },
);

test('flags that only resemble reserved ones are the user’s', () => {
  const goFlags = ['-v', '-v=true', '-count=2', '-cover', '-covermode=atomic', '-toString=x'];
  const args = ['-list', '-c', '-v=false', '-test.v=true', '-testing.list'];
  expect(normalize({ goFlags, args, env: { GOFLAGS: '-v -trimpath' }, infraRetries: 0 }).goTest).toMatchObject({
    goFlags,
    args,
  });
});

test('a variable of another GOARCH is no business of the port', () => {
  expect(normalize({ env: { GOAMD64: 'v3' } }).env.GOAMD64).toBe('v3');
});

test('Nx fills in the defaults of schema.json first: they are those used here, and none overrules another option', () => {
  const schema = JSON.parse(readFileSync(join(__dirname, '..', '..', 'executors', 'test', 'schema.json'), 'utf8'));
  const properties: Record<string, { default?: unknown }> = schema.properties;
  const filled = Object.entries(properties).filter(([, property]) => property.default !== undefined);
  const defaults = Object.fromEntries(filled.map(([option, property]) => [option, property.default]));
  expect(normalize(defaults)).toEqual(normalize());
  expect(normalize({ ...defaults, verbose: true }).reporter).toBe('verbose');
});

test('what is there for the key of Nx only reaches neither probes nor tests: it is long', () => {
  process.env.NX_GO_CROSS_MACHINE = 'x';
  try {
    expect(normalize({}).env).toEqual(expect.not.objectContaining({ NX_GO_CROSS_MACHINE: 'x' }));
  } finally {
    delete process.env.NX_GO_CROSS_MACHINE;
  }
});
