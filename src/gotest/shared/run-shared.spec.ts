import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tempRoot } from '../../files/testdata/temp-root';
import { buildShimInto } from '../../host/testdata/build-shim';
import { parsePort } from '../../ports';
import { startGuard, type Guard } from '../../process';
import { NATIVE } from '../../events/testdata/places';
import { runUnit } from '../run-unit';
import type { TestUnit, UnitRun } from '../unit';
import { runShared } from './run-shared';
import type { Participant, SharedEnd } from './shared-end';

/** Real go test of this machine, with a Go cache of its own. */
const newRoot = tempRoot();
let root: string;
let guard: Guard;
let shim: string;
/** That of the machine: what it compiled stays compiled, and no result of another folder is taken for one of here. */
let goCache: string;
let goVersion: string;
beforeAll(() => {
  guard = startGuard();
  [goCache = '', goVersion = ''] = execFileSync('go', ['env', 'GOCACHE', 'GOVERSION']).toString().split('\n');
});
afterAll(() => guard.end());
beforeEach(() => {
  root = realpathSync(newRoot());
  shim = buildShimInto(root);
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, 'w', file)), { recursive: true });
    writeFileSync(join(root, 'w', file), text);
  }
}

const goFile = (name: string, body = '') => `package ${name}\n${body}`;
const testFile = (name: string, body: string, ...imports: string[]) =>
  `package ${name}\nimport (\n"testing"\n${imports.map((one) => `${JSON.stringify(one)}\n`).join('')})\n${body}\n`;
const PASS = 'func TestA(t *testing.T) { t.Log("in a") }';

const plan = {
  kind: 'native',
  why: '',
  launch: [],
  env: {},
  emulated: false,
  identity: ['native'],
  notes: [],
} as const;

function unitOf(project: string, rest: Partial<TestUnit> = {}): TestUnit {
  const outputDir = join(root, 'out', project);
  const scratch = join(root, 'scratch', project);
  for (const folder of [outputDir, scratch]) mkdirSync(folder, { recursive: true });
  const env = {
    ...{ PATH: process.env.PATH, HOME: root, GOCACHE: goCache, GOFLAGS: '-buildvcs=false' },
    ...{ GOTOOLCHAIN: 'local', CGO_ENABLED: '0', NX_TASK_TARGET_PROJECT: project },
  };
  const dir = join(root, 'w', project);
  const goEnv = (name: string) => execFileSync('go', ['env', name], { cwd: dir, env }).toString().trim();
  return {
    ...{ project, dir, outputDir, scratch, shim, env, plan, place: { ...NATIVE, goVersion }, port: parsePort('amd64') },
    ...{ go: 'go', goflags: env.GOFLAGS, goMod: goEnv('GOMOD'), goWork: goEnv('GOWORK'), goenv: goEnv('GOENV') },
    options: { packages: ['./...'], goFlags: [], args: [] },
    ...{ dataDigest: project, declaredDigest: '', singleCpu: false, infraRetries: 0, sources: [], variables: [] },
    keepTestLogs: true,
    ...rest,
  };
}

/** All of them in one go test; what has to run by itself does so after that. */
async function together(units: readonly TestUnit[]) {
  const arrivals: { participant: Participant; resolve: (end: SharedEnd) => void }[] = [];
  const again = new Map<string, SharedEnd['again']>();
  const share = (participant: Participant) =>
    new Promise<SharedEnd>((resolve, reject) => {
      arrivals.push({ participant, resolve });
      if (arrivals.length < units.length) return;
      runShared(
        arrivals.map((one) => one.participant),
        { guard },
      ).then((ends) => {
        for (const one of arrivals) {
          const end = ends.get(one.participant.unit)!;
          again.set(one.participant.unit.project, end.again);
          one.resolve(end);
        }
      }, reject);
    });
  const goTests = { share, limit: <T>(work: () => Promise<T>) => work() };
  const runs = await Promise.all(units.map((unit) => runUnit(unit, { guard, goTests })));
  return { runs: new Map(runs.map((run) => [run.unit.project, run])), again };
}

async function alone(units: readonly TestUnit[]): Promise<Map<string, UnitRun>> {
  const runs = new Map<string, UnitRun>();
  for (const unit of units) runs.set(unit.project, await runUnit(unit, { guard }));
  return runs;
}

/** Everything that a project hears of its packages but times, and what comes of it. */
function heard({ unit, run, exitCode, testLogs }: UnitRun) {
  const times = /\d+\.\d+s\b|0x[0-9a-f]+|goroutine \d+|go-build\d+/g;
  const lines = readFileSync(join(unit.outputDir, 'events.jsonl'), 'utf8').trim().split('\n').filter(Boolean);
  const events = new Map<string, string[]>();
  for (const line of lines) {
    const { Time: _time, Elapsed: _elapsed, Package = '', ...rest } = JSON.parse(line) as Record<string, string>;
    const text = JSON.stringify(rest).replace(times, '…');
    events.set(Package, [...(events.get(Package) ?? []), text]);
  }
  const packages = [...run.packages.values()].map(({ importPath, outcome, tests, problem }) => ({
    ...{ importPath, outcome, tests, problem: problem?.replace(times, '…') },
  }));
  const byName =
    <T>(of: (one: T) => string) =>
    (a: T, b: T) =>
      of(a).localeCompare(of(b));
  return {
    exitCode,
    outcome: run.outcome,
    packages: packages.sort(byName((one) => one.importPath)),
    events: Object.fromEntries([...events].sort(byName(([name]) => name))),
    logs: testLogs.map(({ dir, variables, opened }) => ({ dir, variables, opened })).sort(byName((one) => one.dir)),
  };
}

/** Modules by their names, in one go.work. */
function workspace(modules: Readonly<Record<string, Readonly<Record<string, string>>>>): void {
  const names = Object.keys(modules);
  write({ 'go.work': `go 1.23\n\nuse (\n${names.map((name) => `\t./${name}\n`).join('')})\n` });
  for (const [name, files] of Object.entries(modules)) {
    write({ [`${name}/go.mod`]: `module example.com/${name}\n\ngo 1.23\n` });
    write(Object.fromEntries(Object.entries(files).map(([file, text]) => [`${name}/${file}`, text])));
  }
}

/** Each is a project of its own; `bad` stands for its name. */
const KINDS: Record<string, Record<string, string>> = {
  'a test that passes, beside a package without one': {
    'bad/a/a.go': goFile('a'),
    'bad/a/a_test.go': testFile('a', PASS),
    'bad/none/none.go': goFile('none'),
  },
  'a test that is skipped': {
    'bad/m_test.go': testFile('bad', 'func TestM(t *testing.T) { t.Setenv("X", "1"); t.Skip("not here") }'),
  },
  'a test that fails': { 'bad/b_test.go': testFile('bad', 'func TestB(t *testing.T) { t.Error("wrong") }') },
  'a panic': { 'bad/b_test.go': testFile('bad', 'func TestB(t *testing.T) { panic("out") }') },
  'an exit': { 'bad/b_test.go': testFile('bad', 'func TestB(t *testing.T) { os.Exit(3) }', 'os') },
  'a package that does not compile, beside one that does': {
    'bad/b_test.go': testFile('bad', 'func TestB(t *testing.T) { undefined() }'),
    'bad/ok/ok_test.go': testFile('ok', PASS),
  },
  'a test file that does not compile, in a folder below': {
    'bad/deep/er/b.go': goFile('er'),
    'bad/deep/er/b_test.go': testFile('er_test', 'func TestB(t *testing.T) { undefined() }'),
  },
  'a library that does not compile': {
    'bad/lib/lib.go': goFile('lib', 'var X int = "text"'),
    'bad/use/use_test.go': testFile('use', 'func TestU(t *testing.T) { _ = lib.X }', 'example.com/bad/lib'),
  },
  'what vet finds': {
    'bad/b_test.go': testFile('bad', 'func TestB(t *testing.T) { fmt.Printf("%d", "text") }', 'fmt'),
  },
  'an import that is not there': {
    'bad/b_test.go': testFile('bad', `func TestB(t *testing.T) { x.Y() }`, 'example.com/bad/x'),
    'bad/ok/ok_test.go': testFile('ok', PASS),
  },
  'a syntax error in the imports': {
    'bad/b_test.go': 'package bad\nimport "testing\n',
    'bad/ok/ok_test.go': testFile('ok', PASS),
  },
  'no packages': { 'bad/README.md': '' },
  'no test functions': { 'bad/b_test.go': 'package bad\n' },
  'a TestMain that never runs them': {
    'bad/b_test.go': testFile('bad', 'func TestMain(m *testing.M) { println("main") }\nfunc TestB(t *testing.T) {}'),
  },
  'output without an end of line, and a file that is read': {
    'bad/testdata/x.txt': 'x',
    'bad/b_test.go': testFile(
      'bad',
      'func TestB(t *testing.T) { os.Stdout.WriteString("no end"); os.ReadFile("testdata/x.txt"); os.Getenv("HOME") }',
      'os',
    ),
  },
  'a variable that each task has for itself': {
    'bad/b_test.go': testFile(
      'bad',
      'func TestB(t *testing.T) { t.Log(os.Getenv("NX_TASK_TARGET_PROJECT"), os.Getenv("GOTMPDIR"), os.Getenv("GOENV")); for _, e := range os.Environ() { if len(e) > 12 && e[:12] == "NX_GO_CROSS_" { t.Log(e) } } }',
      'os',
    ),
  },
};

test('each project hears in a go test for all what it would hear in one of its own', async () => {
  const projects = Object.keys(KINDS).map((_title, index) => `k${index}`);
  const filesOf = (files: Record<string, string>, project: string) =>
    Object.fromEntries(
      Object.entries(files).map(([file, text]) => [
        file.replace('bad/', ''),
        text.replaceAll('example.com/bad/', `example.com/${project}/`),
      ]),
    );
  workspace(Object.fromEntries(Object.values(KINDS).map((files, index) => [`k${index}`, filesOf(files, `k${index}`)])));
  const options = { packages: ['./...'], goFlags: [], args: [], count: 1 };
  const units = () => projects.map((project) => unitOf(project, { options }));
  const one = await alone(units());
  const expected = projects.map((project, index) => [Object.keys(KINDS)[index], heard(one.get(project)!)]);
  const { runs, again } = await together(units());
  expect(projects.map((project, index) => [Object.keys(KINDS)[index], heard(runs.get(project)!)])).toEqual(expected);
  const apart = projects.filter((project) => again.get(project)!.length > 0).map((name) => Number(name.slice(1)));
  expect(apart.map((index) => Object.keys(KINDS)[index])).toEqual([
    'a package that does not compile, beside one that does',
    'a test file that does not compile, in a folder below',
    'a library that does not compile',
    'what vet finds',
    'an import that is not there',
    'a syntax error in the imports',
    'no packages',
  ]);
}, 300_000);

const cached = ({ run }: UnitRun) => {
  return [...run.packages.values()].every((one) => one.cached);
};

test('what one project depends on is nothing to the others, and alone and together know the same results', async () => {
  // No other run of this spec has left results of these.
  const unique = `// ${root}\n`;
  workspace({
    bad: { 'b_test.go': unique + testFile('bad', PASS) },
    good: {
      'a/a_test.go': unique + testFile('a', 'func TestA(t *testing.T) { t.TempDir() }'),
      'none/none_test.go': unique + testFile('none', `func TestN(t *testing.T) { t.Log(${JSON.stringify(root)}) }`),
    },
    more: {
      'm_test.go': testFile(
        'more',
        'func TestM(t *testing.T) { t.Log(os.Getenv("LERNA_PACKAGE_NAME")); os.Getwd() }',
        'os',
      ),
    },
  });
  const projects = ['good', 'bad', 'more'];
  const units = (rest: Record<string, Partial<TestUnit>> = {}) => projects.map((name) => unitOf(name, rest[name]));
  const seen = ({ runs }: { runs: Map<string, UnitRun> }) => projects.filter((name) => cached(runs.get(name)!));
  expect(seen(await together(units()))).toEqual([]);
  expect(seen(await together(units()))).toEqual(projects);
  expect(seen({ runs: await alone(units()) })).toEqual(projects);
  expect(seen(await together(units({ good: { dataDigest: 'other' } })))).toEqual(['bad', 'more']);
  expect(seen(await together(units({ bad: { declaredDigest: 'other' } })))).toEqual(['good', 'more']);
  const renamed = { ...unitOf('more').env, LERNA_PACKAGE_NAME: 'other' };
  expect(seen(await together(units({ more: { env: renamed } })))).toEqual(['good', 'bad']);
  expect(seen(await together(units()))).toEqual(projects);
});

test('each project has the profile of its own packages', async () => {
  const code = (name: string) => goFile(name, 'func F() int {\n\treturn 1\n}');
  workspace({
    good: { 'a/a.go': code('a'), 'a/a_test.go': testFile('a', PASS), 'none/none.go': goFile('none') },
    bad: { 'b.go': code('bad'), 'b_test.go': testFile('bad', 'func TestB(t *testing.T) { F() }') },
    more: { 'm.go': code('more'), 'm_test.go': testFile('more', 'func TestM(t *testing.T) {}') },
  });
  const options = { packages: ['./...'], goFlags: [], args: [], cover: true, count: 1 };
  const projects = ['good', 'bad', 'more'];
  const units = () => projects.map((project) => unitOf(project, { options }));
  const profiles = () => projects.map((name) => readFileSync(join(root, 'out', name, 'cover.out'), 'utf8'));
  await alone(units());
  const expected = profiles();
  await together(units());
  expect(profiles()).toEqual(expected);
});

test('a go that is another version in the folder of the main module', async () => {
  workspace({ good: { 'a_test.go': testFile('good', PASS) }, bad: { 'b_test.go': testFile('bad', PASS) } });
  const go = join(root, 'go');
  const script = `[ "$PWD" = ${join(root, 'w')} ] && [ "$2" = GOVERSION ] && echo go1.20 && exit; exec go "$@"`;
  writeFileSync(go, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  const { runs, again } = await together(['good', 'bad'].map((name) => unitOf(name, { go })));
  expect([...again.values()]).toEqual(['all', 'all']);
  expect(runs.get('good')).toMatchObject({ exitCode: 0, apart: expect.stringContaining('go is go1.20 in the folder') });
});

test('a module that all of them are in', async () => {
  write({
    'go.mod': 'module example.com/all\n\ngo 1.23\n',
    ...{ 'good/a_test.go': testFile('good', PASS), 'bad/b_test.go': testFile('bad', 'var x int = ""') },
  });
  const options = { packages: ['./...'], goFlags: [], args: [], count: 1 };
  const one = await alone(['good', 'bad'].map((name) => unitOf(name, { options })));
  const expected = ['good', 'bad'].map((name) => heard(one.get(name)!));
  const { runs } = await together(['good', 'bad'].map((name) => unitOf(name, { options })));
  expect(['good', 'bad'].map((name) => heard(runs.get(name)!))).toEqual(expected);
});
