import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { npmNotes } from './npm-folders';
import { areOpen, ownPackages } from './own-packages';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'own-packages-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
}

const GO = 'package x\n';
const MODULE = {
  'go.mod': 'module m\n\ngo 1.25\n',
  'calc/calc.go': GO,
  'web/server/server.go': GO,
  'web/server/deep/deep.go': GO,
  'other/go.mod': 'module other\n',
  'other/other.go': GO,
  'docs/readme.md': '',
};

function own(patterns: readonly string[], projects: readonly string[] = [], at = '.'): string[] {
  const configurations = Object.fromEntries([at, ...projects].map((dir) => [dir, { root: dir }]));
  const context = { root, projectsConfigurations: { projects: configurations } } as unknown as ExecutorContext;
  return ownPackages(patterns, join(root, at), context);
}

/** What Go itself makes of patterns: the folders of packages. */
function go(patterns: readonly string[], at = '.'): string[] {
  const env = { ...process.env, GOFLAGS: '', GOWORK: 'off' };
  const argv = ['list', '-f', '{{.Dir}}', ...patterns];
  const text = execFileSync('go', argv, { cwd: join(root, at), env, encoding: 'utf8' });
  return text
    .trim()
    .split('\n')
    .map((dir) => dir.slice(root.length + 1) || '.');
}

test.each<[string, Record<string, string>, string[], string[]]>([
  ['none of npm', {}, ['./...'], ['./...']],
  ['npm at the top', { 'node_modules/a/a.go': GO }, ['./...'], ['./calc/...', './web/...']],
  [
    'npm at the top and in a folder, and Go at the top',
    { 'node_modules/a/a.go': GO, 'web/node_modules/b/go/b.go': GO, 'x.go': GO },
    ['./...'],
    ['.', './calc/...', './web/server/...'],
  ],
  ['npm without any Go', { 'node_modules/a/a.js': '' }, ['./...'], ['./calc/...', './web/...']],
  ['npm in another module', { 'other/node_modules/a/a.go': GO }, ['./...'], ['./...']],
  ['npm below testdata', { 'calc/testdata/node_modules/a/a.go': GO }, ['./...'], ['./...']],
  ['a pattern of a folder', { 'web/node_modules/b/b.go': GO }, ['./web/...', './calc'], ['./web/server/...', './calc']],
  ['a folder without npm', { 'web/node_modules/b/b.go': GO }, ['./calc/...'], ['./calc/...']],
  [
    'the path of the module',
    { 'node_modules/b/b.go': GO },
    ['m/...', 'm/web/...'],
    ['./calc/...', './web/...', 'm/web/...'],
  ],
  ['other forms', { 'node_modules/b/b.go': GO }, ['x/...', './c...', 'all'], ['x/...', './c...', 'all']],
])('%s', (_title, files, patterns, expected) => {
  write({ ...MODULE, ...files });
  const found = own(patterns);
  expect(found).toEqual(expected);
  if (patterns[0] !== './...') return;
  expect(go(found)).toEqual(go(['./...']).filter((dir) => !dir.includes('node_modules')));
});

test.each([
  ['ignore node_modules\n', true],
  ['ignore (\n\t./docs\n\tnode_modules // of npm\n)\n', true],
  ['ignore ./node_modules\n', true],
  ['ignore ./web/node_modules\n', false],
  ['// ignore node_modules\n', false],
  ['ignore docs\n', false],
])('go.mod says %j: Go leaves them out itself: %s', (lines, isIgnored) => {
  write({ ...MODULE, 'go.mod': `module m\n\ngo 1.25\n\n${lines}`, 'node_modules/a/a.go': GO });
  expect(go(['./...']).some((dir) => dir.includes('node_modules'))).toBe(!isIgnored);
  expect(own(['./...'])).toEqual(isIgnored ? ['./...'] : ['./calc/...', './web/...']);
  expect(npmNotes(root, root, 'not tested').length).toBe(isIgnored ? 0 : 1);
});

test('a project in a folder of the module', () => {
  write({ ...MODULE, 'web/node_modules/b/b.go': GO });
  expect(own(['./...'], [], 'web')).toEqual(['./server/...']);
  expect(own(['../calc/...', '../...'], [], 'web')).toEqual(['../calc/...', '../calc/...', './server/...']);
});

test('a project below this one, and a module between them', () => {
  write(MODULE);
  expect(own(['./...'], ['web/server'])).toEqual(['./calc/...']);
  expect(own(['./web/...'], ['web/server'])).toEqual(['./web/...']);
});

test.each<[string, Record<string, string>, string[]]>([
  ['Go files', { 'node_modules/flat/go/flat.go': GO }, ['node_modules/flat/go']],
  [
    'Go files of a package of a package',
    { 'node_modules/a/node_modules/b/b.go': GO },
    ['node_modules/a/node_modules/b'],
  ],
  ['a module of its own, which Go does not enter', { 'node_modules/a/go.mod': '', 'node_modules/a/a.go': GO }, []],
  ['no Go files', { 'node_modules/a/a.js': '', 'node_modules/a/testdata/a.go': GO }, []],
  [
    'more than can be looked at',
    Object.fromEntries(Array.from({ length: 1_001 }, (_, n) => [`node_modules/p${n}/x.js`, ''])),
    ['node_modules/p'],
  ],
])('what is said of npm packages with %s', (_title, files, folders) => {
  write({ ...MODULE, ...files });
  expect(npmNotes(root, root, 'not tested')).toEqual(
    folders.map((folder) => expect.stringContaining(`not tested: Go packages in ${folder}`)),
  );
});

test.each([
  [['./...', 'm/web/...', './calc', 'x/y'], false],
  [['./...', 'all'], true],
  [['work'], true],
  [['./c...'], true],
  [['.../calc'], true],
  [['other/...'], true],
])('%j is left to Go: %s', (patterns, expected) => {
  write(MODULE);
  expect(areOpen(patterns, root)).toBe(expected);
});
