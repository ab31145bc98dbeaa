import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGuard, type Guard } from '../process';
import { prebuiltTests } from './prebuilt-tests';
import { runUnit } from '../gotest';
import type { GoTestOptions, TestUnit, UnitRun } from '../gotest/unit';
import type { Manifest, ManifestPackage } from './manifest';
import { sha256Of } from '../task-key';

let guard: Guard;
beforeAll(() => {
  guard = startGuard();
});
afterAll(() => guard.end());

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'binaries-spec-')));
  mkdirSync(join(root, 'out'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A package whose test binary is a script. `^V` stands for the marker of package testing. */
function scripted(name: string, script: string): ManifestPackage {
  const file = `packages/${name}/${name}.test`;
  mkdirSync(join(root, 'packages', name), { recursive: true });
  mkdirSync(join(root, 'src', name), { recursive: true });
  writeFileSync(join(root, file), `#!/bin/sh\n${script.replaceAll('^V', '\x16')}\n`, { mode: 0o755 });
  return {
    importPath: `example.com/${name}`,
    dir: `src/${name}`,
    binary: { file, sha256: sha256Of(join(root, file)) },
  };
}

interface Extra {
  readonly options?: Partial<GoTestOptions>;
  readonly launch?: readonly string[];
  readonly cover?: Manifest['cover'];
  readonly signal?: AbortSignal;
}

async function run(packages: readonly ManifestPackage[], extra: Extra = {}): Promise<UnitRun> {
  const { options, launch = [], cover, signal } = extra;
  const port = { goos: 'linux', goarch: 'amd64' };
  const manifest: Manifest = {
    ...{ schema: 1, project: 'svc', port: { id: 'amd64', ...port }, go: 'go1.26.8', cgo: 'off', options: {} },
    ...{ probe: { file: 'probe', sha256: '' }, wasm: [], cover, packages },
  };
  const plan = { kind: 'native', why: '', launch, env: {}, emulated: false, identity: [], notes: [] } as const;
  mkdirSync(join(root, 'scratch'), { recursive: true });
  const unit: TestUnit = {
    ...{ project: 'svc', port, dir: root, go: '/no/go', env: { PATH: process.env.PATH }, plan },
    options: { packages: ['./...'], goFlags: [], args: [], ...options },
    ...{
      outputDir: join(root, 'out'),
      scratch: join(root, 'scratch'),
      dataDigest: '',
      declaredDigest: '',
      keepTestLogs: true,
    },
    ...{ infraRetries: 0, singleCpu: false, sources: [], variables: [] },
    place: { port, host: port, runner: 'native', emulated: false, goVersion: 'go1.26.8' },
    binaries: prebuiltTests({ folder: root, manifest, root }),
  };
  return runUnit(unit, { guard, signal });
}

const PASS = "printf '^V=== RUN   TestA\\n^V--- PASS: TestA (0.00s)\\n^VPASS\\n'";
const outcomes = ({ run: { packages } }: UnitRun) => [...packages.values()].map(({ outcome }) => outcome);
const outputOf = ({ run: { packages } }: UnitRun) =>
  [...packages.values()].map(({ output }) => output.toString().replaceAll(/\d+\.\d+s/g, '<time>'));
const eventLines = () =>
  readFileSync(join(root, 'out', 'events.jsonl'), 'utf8')
    .trimEnd()
    .split('\n');

test('each binary runs in its package’s folder, with the flags of cmd/go and the environment of the unit', async () => {
  const one = scripted('one', `echo "$PWD $(pwd)"; printf '%s\\n' "$@"; echo "$GOARCH $GOCOVERDIR"; ${PASS}`);
  const options = { run: 'TestA', short: true, count: 2, timeout: 90_000, args: ['-custom', 'a b'] };
  const unitRun = await run([{ ...one, args: ['-test.cpu=2'] }], { options });
  const lines = outputOf(unitRun)[0]!.split('\n');
  const folder = join(root, 'src', 'one');
  expect(lines[0]).toBe(`${folder} ${folder}`);
  expect(lines[1]).toMatch(/^-test\.testlogfile=.*\/testlogs\/p0\.log$/);
  expect(lines.slice(2, 12)).toEqual([
    '-test.paniconexit0',
    '-test.v=test2json',
    '-test.timeout=90000ms',
    '-test.cpu=2',
    '-test.run=TestA',
    '-test.short',
    '-test.count=2',
    '-custom',
    'a b',
    'amd64 ',
  ]);
  expect(outcomes(unitRun)).toEqual(['passed']);
  expect(unitRun).toMatchObject({ exitCode: 0, cancelled: false });
});

test('the words of the runner come before the binary', async () => {
  const unitRun = await run([scripted('one', `echo "$LAUNCHED"; ${PASS}`)], { launch: ['env', 'LAUNCHED=yes'] });
  expect(outputOf(unitRun)[0]).toMatch(/^yes\n/);
});

test('a runner that is gone', async () => {
  const unitRun = await run([scripted('one', PASS)], { launch: ['/nowhere/qemu-arm'] });
  expect(outcomes(unitRun)).toEqual(['infrastructure']);
});

test.each([
  ['a failing one', "printf '^V=== RUN   TestA\\n^V--- FAIL: TestA (0.00s)\\n^VFAIL\\n'; exit 1", 'failed'],
  ['one that proves nothing', 'exit 0', 'unproven'],
  ['a signal', 'kill -s SEGV $$', 'crashed'],
  ['exit without a word', 'exit 3', 'failed'],
  ['a timeout', "echo 'panic: test timed out after 1s'; printf '\\trunning tests:\\n'; exit 2", 'timedOut'],
  ['TestMain that found no tool', 'echo "sh: 1: docker: not found" >&2; exit 1', 'failed'],
])('%s is told apart', async (_what, script, outcome) => {
  const unitRun = await run([scripted('one', script), scripted('two', PASS)]);
  expect(outcomes(unitRun)).toEqual([outcome, 'passed']);
  expect(unitRun.exitCode).toBe(outcome === 'unproven' ? 0 : 1);
});

test('a package ends in the words of cmd/go', async () => {
  const unitRun = await run([
    scripted('a', 'kill -s SEGV $$'),
    scripted('b', 'exit 3'),
    scripted('c', `printf 'no newline'; exit 1`),
    scripted('d', `echo 'testing: warning: no tests to run' >&2; ${PASS}`),
    { importPath: 'example.com/e', output: '?   \texample.com/e\t[no test files]\n' },
  ]);
  expect(outputOf(unitRun)).toEqual([
    'signal: segmentation fault\nFAIL\texample.com/a\t<time>\n',
    'exit status 3\nFAIL\texample.com/b\t<time>\n',
    'no newline\nFAIL\texample.com/c\t<time>\n',
    expect.stringMatching(/PASS\nok {2}\texample\.com\/d\t<time> \[no tests to run\]\n$/),
    '?   \texample.com/e\t[no test files]\n',
  ]);
  expect(outcomes(unitRun).at(-1)).toBe('noTests');
});

test('both streams keep their order', async () => {
  const script = 'i=0; while [ $i -lt 400 ]; do echo $i; i=$((i + 1)); echo $i >&2; i=$((i + 1)); done';
  const text = outputOf(await run([scripted('one', `${script}; ${PASS}`)]))[0]!;
  expect(text.split('\n').slice(0, 400)).toEqual(Array.from({ length: 400 }, (_, index) => String(index)));
});

test('events.jsonl has every event, in the order in which packages begin', async () => {
  await run([scripted('one', PASS), scripted('two', PASS)], { options: { p: 1 } });
  const events = eventLines().map((line) => JSON.parse(line));
  expect(events.map(({ Action, Package }) => `${Action} ${Package.at(-1)}`)).toEqual([
    ...['start e', 'run e', 'output e', 'output e', 'pass e', 'output e', 'output e', 'pass e'],
    ...['start o', 'run o', 'output o', 'output o', 'pass o', 'output o', 'output o', 'pass o'],
  ]);
});

test('failfast starts no package after one that failed', async () => {
  const unitRun = await run([scripted('a', 'exit 1'), scripted('b', PASS)], { options: { failfast: true, p: 1 } });
  expect([...unitRun.run.packages.keys()]).toEqual(['example.com/a']);
});

test('a cancel leaves a package without an end of its own, and starts no other', async () => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 500);
  const packages = [scripted('a', 'sleep 60'), scripted('b', PASS)];
  const unitRun = await run(packages, { options: { p: 1 }, signal: controller.signal });
  expect(unitRun.cancelled).toBe(true);
  expect(outcomes(unitRun)).toEqual(['infrastructure']);
});

describe('coverage', () => {
  const untested = () => {
    mkdirSync(join(root, 'coverage'));
    writeFileSync(join(root, 'coverage', 'untested.out'), 'mode: count\nexample.com/c/c.go:1.1,2.2 1 0\n');
    return { file: 'coverage/untested.out', sha256: '' };
  };
  const writes = (text: string) =>
    `for word do case $word in -test.coverprofile=*) printf '${text}' > "\${word#*=}" ;; esac; done; ` +
    `echo 'coverage: 50.0% of statements'; ${PASS}`;

  test('one profile of all: the mode once, blocks of several packages one after the other', async () => {
    const packages = [
      scripted('a', writes('mode: count\\nexample.com/x/x.go:1.1,2.2 1 4\\n')),
      scripted('b', writes('mode: count\\nexample.com/x/x.go:1.1,2.2 1 5\\n')),
      scripted('panics', 'exit 2'),
    ];
    const unitRun = await run(packages, { cover: { mode: 'count', untested: untested(), packages: [] } });
    expect(readFileSync(join(root, 'out', 'cover.out'), 'utf8')).toBe(
      'mode: count\nexample.com/c/c.go:1.1,2.2 1 0\nexample.com/x/x.go:1.1,2.2 1 4\nexample.com/x/x.go:1.1,2.2 1 5\n',
    );
    expect(outputOf(unitRun)[0]).toMatch(/ok {2}\texample\.com\/a\t<time>\tcoverage: 50\.0% of statements\n$/);
  });

  test('what is no profile fails the run and is named', async () => {
    const packages = [scripted('a', writes('garbage'))];
    const unitRun = await run(packages, { cover: { mode: 'set', untested: untested(), packages: [] } });
    expect(unitRun.exitCode).toBe(1);
    expect(unitRun.run.text).toContainEqual(expect.stringContaining('malformed coverage profile'));
  });

  test('a binary is told what the others’ packages consist of', async () => {
    const show = `for word do case $word in -test.gocoverdir=*) cat "\${word#*=}/metafiles.txt" ;; esac; done; ${PASS}`;
    const packages = [{ importPath: 'example.com/x', file: 'coverage/covmeta.1', sha256: '' }];
    const unitRun = await run([scripted('a', show)], { cover: { mode: 'set', untested: untested(), packages } });
    const list = { ImportPaths: ['example.com/x'], MetaFileFragments: [join(root, 'coverage/covmeta.1')] };
    expect(outputOf(unitRun)[0]).toContain(JSON.stringify(list));
  });
});
