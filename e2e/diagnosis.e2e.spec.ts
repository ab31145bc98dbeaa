import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isFull } from './support/suite';
import { Workspace } from './support/workspace';

const PORT = { goarch: 'arm64', runner: 'qemu' };

let workspace: Workspace;
let tools: string;
beforeAll(async () => {
  workspace = await Workspace.create({ copy: { failures: 'e2e/fixtures/failures' } });
  workspace.write('nx.json', {
    analytics: false,
    neverConnectToCloud: true,
    plugins: [{ plugin: 'nx-go-cross', options: { ports: [PORT, 'amd64', 's390x'] } }],
  });
  tools = workspace.tool('qemu-aarch64', FAKE);
});
afterAll(() => workspace.remove());

interface PackageSummary {
  readonly importPath: string;
  readonly outcome: string;
  readonly retries: readonly unknown[];
  readonly failures: readonly { readonly diagnosis?: { readonly id: string } }[];
}

async function run(
  packages: readonly string[],
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
  id = 'arm64',
) {
  const which = packages.map((name) => `--packages=./${name}`);
  const command = ['run', `failures:test-${id}`, '--skip-nx-cache', '--', ...which, '--count=1', ...args];
  const { code, output } = await workspace.nx(command, { env });
  const { outcome, packages: all } = workspace.summary('failures', id);
  const of = (name: string): PackageSummary =>
    all.find(({ importPath }: PackageSummary) => importPath.endsWith(`/${name}`));
  return { code, output, outcome, of };
}

/** An emulator that dies of SIGSEGV the first times it is given the test binary of a package, and notes what it is given. */
const FAKE = [
  'case "$1" in *.test) echo "${1##*/}" >> "$FAKE_LOG" ;; esac',
  'if [ "${1##*/}" = passes.test ] && [ "$(grep -c ^passes.test "$FAKE_LOG")" -le "$FAKE_CRASHES" ]; then',
  "  echo 'qemu: uncaught target signal 11 (Segmentation fault) - core dumped' >&2",
  '  kill -SEGV $$',
  'fi',
  'exec /usr/bin/qemu-aarch64 "$@"',
].join('\n');

/** The environment in which package passes crashes so many times, and what test binaries were run in it. */
function crashing(times: number): { env: NodeJS.ProcessEnv; runs: () => string[] } {
  const log = join(workspace.folder('crashes'), 'log');
  const runs = () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').sort() : []);
  return { env: { PATH: `${tools}:${process.env.PATH}`, FAKE_LOG: log, FAKE_CRASHES: String(times) }, runs };
}

describe('infraRetries', () => {
  test('a package that the emulator’s crash ended is run again, alone, and that is shown', async () => {
    const { env, runs } = crashing(1);
    const { code, output, of } = await run(['passes', 'fails'], [], env);
    expect(output).toMatch(/^RETRY example\.com\/failures\/passes {2}crashed: The program came to its end under \S+ /m);
    expect(output).toContain('example.com/failures/passes: crashed (emulatorCrash) before, and then it passed');
    expect(of('passes')).toMatchObject({
      outcome: 'passed',
      retries: [{ outcome: 'crashed', diagnosis: { id: 'emulatorCrash', remedy: expect.any(String) } }],
    });
    expect([code, of('fails').outcome, of('fails').retries]).toEqual([1, 'failed', []]);
    expect(runs()).toEqual(['fails.test', 'passes.test', 'passes.test']);
    const events = workspace.read('dist/go-cross/failures/arm64/events.jsonl');
    expect(events.match(/"Action":"start","Package":"example.com\/failures\/passes"/g)).toHaveLength(2);
    expect(workspace.read('dist/go-cross/failures/arm64/junit.xml')).toContain('crashed (emulatorCrash)');
  });

  test('the task is green when that was all, with the coverage of both runs', async () => {
    const { env } = crashing(1);
    const { code, outcome } = await run(['passes'], ['--cover'], env);
    expect([code, outcome]).toEqual([0, 'passed']);
    expect(workspace.read('dist/go-cross/failures/arm64/cover.out')).toMatch(/^mode: set\n/);
  });

  test.each([
    [['--infraRetries=0'], 1],
    [[], 2],
    [['--infraRetries=2'], 3],
  ])('one that crashes each time, %j: %d runs, and the outcome stands', async (args, times) => {
    const { env, runs } = crashing(9);
    const { code, output, of } = await run(['passes'], args, env);
    expect([code, of('passes').outcome, of('passes').retries.length]).toEqual([1, 'crashed', times - 1]);
    expect(runs()).toHaveLength(times);
    const [cause, remedy] =
      times === 1
        ? ['The program came', '']
        : ['It was run again and crashed in the same way', 'Look at the code first: '];
    expect(output).toMatch(
      new RegExp(`^ {3}cause: ${cause}.*\\n {3}remedy: ${remedy}.*Try another version of QEMU`, 'm'),
    );
  });

  test('a test that failed is not run again', async () => {
    const { env, runs } = crashing(0);
    const { code, output, outcome } = await run(['fails'], ['--infraRetries=5'], env);
    expect([code, outcome, runs()]).toEqual([1, 'failed', ['fails.test']]);
    expect(output).not.toContain('RETRY');
  });
});

test('known causes stand below the failures and in the summary', async () => {
  const { output, of } = await run(['child', 'ptrace']);
  expect(of('child').failures).toMatchObject([{ test: 'TestChild', diagnosis: { id: 'childNotEmulated' } }]);
  expect(of('ptrace').failures).toMatchObject([{ test: 'TestPtrace', diagnosis: { id: 'notImplemented' } }]);
  expect(output).toContain(
    "   cause: A test started another foreign binary, and runner 'qemu' emulates the test binary",
  );
  expect(output).toMatch(/ {3}cause: ENOSYS: .* \/usr\/bin\/qemu-aarch64 7\.\S+ does not implement/);
});

test('netlink on a big-endian port: the byte order, which QEMU 7 does not turn', async () => {
  const { output, of } = await run(['netlink'], [], {}, 's390x');
  expect(of('netlink').failures).toMatchObject([{ test: 'TestInterfaces', diagnosis: { id: 'netlinkByteOrder' } }]);
  expect(output).toMatch(/ {3}remedy: Use QEMU 10 or newer/);
});

test('CGO_ENABLED=1 alone gives the C code to the compiler of the host; option cgo takes the one of the port', async () => {
  const env = { CGO_ENABLED: '1' };
  const { output, of } = await run(['netlink'], [], env);
  expect(of('netlink')).toMatchObject({ outcome: 'buildFailed', failures: [{ diagnosis: { id: 'hostCompiler' } }] });
  expect(output).toContain('takes aarch64-linux-gnu-gcc, which is installed');
  expect((await run(['netlink'], ['--cgo=dynamic'], env)).outcome).toBe('passed');
});

// All of the standard library is built three times for it.
if (isFull()) {
  test('-buildmode=pie that needs a C compiler: with option cgo, or without the flag for the port', async () => {
    const env = { GOFLAGS: '-buildmode=pie' };
    const { of } = await run(['passes'], [], env, 's390x');
    expect(of('passes').failures).toMatchObject([{ diagnosis: { id: 'buildmodeNeedsCgo' } }]);
    expect((await run(['passes'], ['--cgo=dynamic'], env, 's390x')).outcome).toBe('passed');
    expect((await run(['passes'], ['--env.GOFLAGS='], env, 's390x')).outcome).toBe('passed');
  });
} else process.stdout.write('diagnosis: -buildmode=pie is tried by npm run test:full only\n');

test.each(['arm64', 'amd64'])('singleCpu on %s: one processor for the system and for Go', async (id) => {
  const { code, output } = await run(['cpus'], ['--singleCpu'], {}, id);
  expect([code, output]).toEqual([0, expect.stringContaining('singleCpu: test binaries get GOMAXPROCS=1 and one')]);
});
