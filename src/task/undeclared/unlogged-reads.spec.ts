import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import type { FileFacts, TaskKey } from '../../task-key';
import { earlyCallsIn } from './early-calls-in';
import { earlyReads, unloggedReads } from './unlogged-reads';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(realpathSync(tmpdir()), 'unlogged-reads-spec-'));
  write('go.work', 'go 1.24\n\nuse ./svc\n');
  write('svc/go.mod', 'module example.com/svc\n');
  write('lib/go.mod', 'module example.com/lib/v2\n');
  write('other/go.mod', 'module example.com/other\n');
  write(
    'svc/svc.go',
    'package svc\n\nimport (\n\t_ "example.com/svc/conf"\n\t_ "example.com/lib/v2/deep"\n\t_ "example.com/other"\n)\n',
  );
  write('svc/conf/conf.go', 'package conf\n\nimport "os"\n\nvar A = os.Getenv("CONF")\n');
  write('svc/conf/conf_test.go', 'package conf\n\nimport "os"\n\nvar B = os.Getenv("CONF_TEST")\n');
  write('svc/conf/gen.go', '//go:build ignore\n\npackage main\n\nimport "os"\n\nvar C = os.Getenv("GENERATOR")\n');
  write('lib/deep/deep.go', 'package deep\n\nimport "os"\n\nfunc init() {\n\tos.ReadFile("../shared/a.json")\n}\n');
  write('other/other.go', 'package other\n\nimport "os"\n\nvar D = os.Getenv("NO_DEPENDENCY")\n');
  write('shared/a.json', '{}');
});
afterAll(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

/** A project that depends on lib, not on other. */
function early(dir: string) {
  const projects = { svc: { root: 'svc' }, lib: { root: 'lib' }, other: { root: 'other' } };
  const dependencies = { svc: [{ source: 'svc', target: 'lib', type: 'static' }, { target: 'npm:x' }] };
  const context = { root, projectName: 'svc', projectsConfigurations: { projects }, projectGraph: { dependencies } };
  return earlyReads(earlyCallsIn(context as unknown as ExecutorContext)(join(root, dir)));
}

const facts: FileFacts = { isIgnored: () => false, list: () => [], setsVariable: (_reads, name) => name === 'SET' };
const key = (...held: string[]): TaskKey => ({
  holdsFile: (file) => held.includes(file),
  holdsVariable: (name) => held.includes(name),
  ...{ variables: [], folders: [], isDeclarable: true, canHoldIgnored: false },
});

const unlogged = (source: string, ...held: string[]) => {
  write('svc/early/early_test.go', `package early\n\nimport "os"\n\n${source}\n`);
  const reads = { importPath: 'e/svc/early', dir: join(root, 'svc/early'), variables: [], files: [], folders: [] };
  return unloggedReads([{ reads, early: early('svc/early') }], root, key(...held), facts).flatMap(({ calls }) => calls);
};

test('a package has the early reads of what it imports from the workspace', () => {
  expect(
    early('svc')
      .calls.map(({ argument }) => argument)
      .sort(),
  ).toEqual(['../shared/a.json', 'CONF']);
  expect(early('svc/conf').variables).toEqual(['CONF', 'CONF_TEST']);
});

test.each<[string, string, string[], string[]]>([
  ['a variable', 'var a = os.Getenv("API_URL")', [], ['a package variable: os.Getenv']],
  ['a variable that is declared', 'var a = os.Getenv("API_URL")', ['API_URL'], []],
  ['a variable that is never an input', 'var a = os.Getenv("HOME")', [], []],
  ['a variable that the tests set', 'var a = os.Getenv("SET")', [], []],
  ['a variable that nobody can tell', 'var a = os.Getenv(name)', ['name'], ['a package variable: os.Getenv']],
  ['a file', 'var a, _ = os.ReadFile("../../shared/a.json")', [], ['a package variable: os.ReadFile']],
  ['a file that the key holds', 'var a, _ = os.ReadFile("../../shared/a.json")', ['shared/a.json'], []],
  ['a file that is not there', 'var a, _ = os.ReadFile("../../shared/b.json")', [], []],
  ['a file elsewhere', 'var a, _ = os.ReadFile("/etc/hostname")', [], []],
  ['a folder', 'var a, _ = os.ReadDir("../../shared")', [], ['a package variable: os.ReadDir']],
  ['a folder that the key holds', 'var a, _ = os.ReadDir("../../shared")', ['shared/any'], []],
  [
    'each call once for a place',
    'var a, b = os.Getenv("A"), os.Getenv("B")\n\nfunc TestMain() {\n\tos.Getenv("C")\n}',
    [],
    ['a package variable: os.Getenv', 'TestMain: os.Getenv'],
  ],
])('%s', (_title, source, held, expected) => {
  expect(unlogged(source, ...held)).toEqual(expected);
});
