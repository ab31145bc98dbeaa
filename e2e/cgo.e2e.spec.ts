import { readFileSync, symlinkSync } from 'node:fs';
import { withRegisteredArm64 } from './support/private-binfmt';
import { isReplay, Workspace, type RunOptions } from './support/workspace';
import { isFull } from './support/suite';
import { has, which } from './support/which';

/** Ports with a cross compiler in Debian 12, the target in its name, and the byte order of the port. */
const ALL = [
  ['arm64', 'aarch64-linux-gnu', false],
  ['s390x', 's390x-linux-gnu', true],
  ['riscv64', 'riscv64-linux-gnu', false],
  ['arm', 'arm-linux-gnueabihf', false],
  ['ppc64le', 'powerpc64le-linux-gnu', false],
  ['mips64le', 'mips64el-linux-gnuabi64', false],
] as const;
const PORTS = isFull() ? ALL : ALL.slice(0, 3);
if (!isFull()) console.log('cgo for arm, ppc64le and mips64le is tried by npm run test:full only');
const [there, missing] = [true, false].map((wanted) =>
  PORTS.filter(([, triplet]) => has(`${triplet}-gcc`) === wanted),
) as [(typeof ALL)[number][], (typeof ALL)[number][]];

let workspace: Workspace;
beforeAll(async () => {
  for (const [port, triplet] of missing) console.log(`cgo is not tested for ${port}: ${triplet}-gcc is not installed`);
  workspace = await Workspace.create({ copy: { libc: 'e2e/fixtures/cgo' } });
  workspace.write('libc/project.json', { name: 'libc' });
  const ports = PORTS.flatMap(([goarch]) =>
    ['dynamic', 'static'].map((cgo) => ({ goarch, cgo, name: `${goarch}-${cgo}` })),
  );
  workspace.write('nx.json', {
    analytics: false,
    neverConnectToCloud: true,
    plugins: [{ plugin: 'nx-go-cross', options: { ports: [...ports, 'arm64'] } }],
  });
});
afterAll(() => workspace.remove());

const run = (id: string, args: readonly string[] = [], options: RunOptions = {}) =>
  workspace.nx(['run', `libc:test-${id}`, ...(args.length > 0 ? ['--', ...args] : [])], options);
/** No result of an earlier test is one of this. */
const ANEW = { env: { NX_SKIP_NX_CACHE: 'true', GOFLAGS: '-count=1' } } as const;
const summary = (id: string) => workspace.summary('libc', id);

/** What the test printed. */
function printed(id: string): string | undefined {
  return /\S+ glibc=\S+ bigendian=\w+/
    .exec(workspace.read(`dist/go-cross/libc/${id}/events.jsonl`))?.[0]
    ?.replace(/\\n.*/, '');
}

/** The version that the target's library says of itself. */
function glibcOf(triplet: string): string | undefined {
  return /stable release version (\d+\.\d+)/.exec(readFileSync(`/usr/${triplet}/lib/libc.so.6`, 'latin1'))?.[1];
}

describe.each(there)('%s', (goarch, triplet, isBig) => {
  test.each(['dynamic', 'static'])(
    '%s: a test prints the version of the C library and the byte order',
    async (mode) => {
      const id = `${goarch}-${mode}`;
      const { code, output } = await run(id);
      expect([code, output]).toEqual([0, expect.stringContaining(`cgo ${mode}: ${triplet}-gcc (`)]);
      expect(glibcOf(triplet)).toMatch(/^2\.\d+$/);
      expect(printed(id)).toBe(`${goarch} glibc=${glibcOf(triplet)} bigendian=${isBig}`);
      expect(summary(id)).toMatchObject({ outcome: 'passed', cgo: mode, runner: { kind: 'namespace' } });
      expect(output).not.toContain(': warning: ');
    },
  );
});

const arm64 = there.find(([goarch]) => goarch === 'arm64');
const withArm64 = arm64 ? describe : describe.skip;
if (!arm64) console.log('the rest of cgo is not tested: aarch64-linux-gnu-gcc is not installed');

withArm64('dynamic, through every way to run arm64', () => {
  const expected = () => `arm64 glibc=${glibcOf('aarch64-linux-gnu')} bigendian=false`;

  test.each(['namespace', 'proot', 'qemu'])('runner %s', async (runner) => {
    const { code, output } = await run('arm64-dynamic', [`--runner=${runner}`], ANEW);
    expect([code, output]).toEqual([0, expect.stringContaining(`runner ${runner} (`)]);
    expect(printed('arm64-dynamic')).toBe(expected());
  });

  test('a registered binfmt_misc', async () => {
    const nx = ['node_modules/.bin/nx', 'run', 'libc:test-arm64-dynamic'];
    const { code, output } = await workspace.run([...withRegisteredArm64('/usr/bin/qemu-aarch64'), ...nx], ANEW);
    expect([code, output]).toEqual([0, expect.stringContaining('runner binfmt (')]);
    expect(printed('arm64-dynamic')).toBe(expected());
  });

  test('switched on by CGO_ENABLED instead of the option', async () => {
    const env = { ...ANEW.env, CGO_ENABLED: '1', CC: 'aarch64-linux-gnu-gcc' };
    const { code, output } = await run('arm64', [], { env });
    expect([code, output]).toEqual([0, expect.stringContaining('1 package passed')]);
    expect(printed('arm64')).toBe(expected());
    expect(summary('arm64')).toMatchObject({ cgo: 'dynamic' });
  });

  test('a folder without the C library is no failed test', async () => {
    const { code } = await run('arm64-dynamic', ['--ldPrefix=nowhere'], ANEW);
    expect([code, summary('arm64-dynamic').outcome]).toEqual([1, 'infrastructure']);
    expect(workspace.read('dist/go-cross/libc/arm64-dynamic/events.jsonl')).toContain("Could not open '/lib/ld-linux");
  });
});

test('without cgo the summary says so, and the files that are left out are named', async () => {
  const { code, output } = await run('arm64');
  expect([code, output]).toEqual([0, expect.stringContaining('cgo is off, so these files are left out: libc.go')]);
  expect(printed('arm64')).toBe('arm64 glibc=none bigendian=false');
  expect(summary('arm64')).toMatchObject({ outcome: 'passed', cgo: 'off' });
});

describe('what is missing is named with its remedy', () => {
  const INSTALL = 'sudo apt-get install --no-install-recommends gcc-s390x-linux-gnu libc6-dev-s390x-cross';

  /** PATH with what a run needs besides compilers, and apt-get for its name. */
  function pathWithout(folder: string): string {
    const tools = workspace.tool('apt-get', 'exit 1', folder);
    for (const name of ['node', 'go', 'sh', 'git', 'qemu-s390x', 'unshare', 'setpriv', 'mount'])
      symlinkSync(which(name), `${tools}/${name}`);
    return tools;
  }

  test.each(['dynamic', 'static'])('no compiler, %s', async (mode) => {
    const { code, output } = await run(`s390x-${mode}`, [], { env: { PATH: pathWithout(`bare-${mode}`) } });
    expect(code).toBe(1);
    expect(output).toContain("There is no C compiler for linux/s390x on PATH, and option 'cgo' needs one.");
    expect(output).toContain(INSTALL);
    expect(summary(`s390x-${mode}`)).toMatchObject({ outcome: 'infrastructure' });
  });

  test.each([
    ['dynamic', 'libc.so'],
    ['static', 'libc.a'],
  ])('a compiler without the C library that it links with, %s', async (mode, file) => {
    const tools = pathWithout(`half-${mode}`);
    // As gcc answers that does not find a file.
    workspace.tool('s390x-linux-gnu-gcc', 'echo "${1#-print-file-name=}"', `half-${mode}`);
    const { code, output } = await run(`s390x-${mode}`, [], { env: { PATH: tools } });
    expect(code).toBe(1);
    expect(output).toContain(`The C compiler 's390x-linux-gnu-gcc' finds no ${file}`);
    expect(output).toContain(INSTALL);
  });

  test('a compiler for a port that has no C library here', async () => {
    workspace.tool('loong-gcc', 'echo /somewhere/libc.so', 'loong');
    workspace.write('libc/project.json', {
      name: 'libc',
      targets: {
        loong: {
          executor: 'nx-go-cross:test',
          options: { goarch: 'loong64', cgo: 'dynamic', cc: `${workspace.base}/loong/loong-gcc` },
        },
      },
    });
    const { code, output } = await workspace.nx(['run', 'libc:loong']);
    expect(code).toBe(1);
    expect(output).toContain('The C library of linux/loong64 was not found');
    expect(output).toContain("set 'ldPrefix' to its folder, or 'cgo' to 'static'");
  });
});

withArm64('the key of a target with cgo', () => {
  test('it is replayed, and another compiler is another key', async () => {
    expect(await run('arm64-static')).toMatchObject({ code: 0 });
    expect(isReplay(await run('arm64-static'))).toBe(true);
    const tools = workspace.tool(
      'aarch64-linux-gnu-gcc',
      `[ "$1" = --version ] && echo 'gcc 99' && exit 0\nexec ${which('aarch64-linux-gnu-gcc')} "$@"`,
      'other',
    );
    const other = await run('arm64-static', [], { env: { PATH: `${tools}:${process.env.PATH}` } });
    expect([other.code, isReplay(other)]).toEqual([0, false]);
  });
});
