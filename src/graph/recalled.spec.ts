import {
  appendFileSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { CreateDependenciesContext, ProjectConfiguration } from '@nx/devkit';
import { createDependencies } from './dependencies/create-dependencies';
import { createNodes } from './nodes/create-nodes';
import type { PluginOptions } from './options/plugin-options';
import { tempWorkspaces, write } from '../golang/testdata/temp-workspace';

const workspace = tempWorkspaces();
const dataOf = (dir: string) => join(dir, '.nx', 'data');

const FILES = {
  'go.work': 'go 1.23\nuse (\n\t./svc\n\t./lib\n)\n',
  'svc/go.mod': 'module m/svc\n\ngo 1.23\n',
  'svc/project.json': '{}',
  'svc/svc.go': 'package svc\n\nimport _ "m/lib"\n\nfunc f() {}\n',
  'svc/svc_test.go': 'package svc\n\nimport _ "m/lib/testdata/helper"\n',
  'svc/x_arm64.s': '',
  'lib/go.mod': 'module m/lib\n\ngo 1.23\n',
  'lib/project.json': '{}',
  'lib/lib.go': 'package lib\n',
  'lib/testdata/helper/h.go': 'package helper\n',
  'lib/other/o.go': 'package other\n',
};

interface Look {
  readonly options?: PluginOptions;
  readonly targetDefaults?: Record<string, object>;
  readonly targets?: ProjectConfiguration['targets'];
}

/** What the plugin says, and whether it had to compute it. */
function look(dir: string, { options = {}, targetDefaults, targets }: Look = {}) {
  const nxJsonConfiguration = { targetDefaults };
  const context = { workspaceRoot: dir, nxJsonConfiguration };
  const before = kept(dir);
  const nodes = createNodes[1](
    ['svc/go.mod', 'svc/project.json', 'lib/go.mod', 'lib/project.json'],
    options,
    context as Parameters<(typeof createNodes)[1]>[2],
  );
  const projects = { svc: { root: 'svc', targets }, lib: { root: 'lib' } };
  const edges = createDependencies(options, { ...context, projects } as unknown as CreateDependenciesContext);
  const after = kept(dir);
  const isComputed = (kind: string) => after[kind] !== before[kind];
  return { said: JSON.stringify([nodes, edges]), nodes: isComputed('nodes'), edges: isComputed('edges') };
}

/** The kept results by kind: each computation replaces a file. */
function kept(dir: string): Record<string, string> {
  try {
    const names = readdirSync(dataOf(dir)).filter((name) => !name.includes('sources'));
    return Object.fromEntries(
      ['nodes', 'edges'].map((kind) => [
        kind,
        stamps(
          dir,
          names.filter((name) => name.includes(kind)),
        ),
      ]),
    );
  } catch {
    return {};
  }
}

const stamps = (dir: string, names: readonly string[]) =>
  names.map((name) => String(statSync(join(dataOf(dir), name)).ino)).join();

const texts = (dir: string) =>
  readdirSync(dataOf(dir))
    .filter((name) => !name.includes('sources'))
    .map((name) => readFileSync(join(dataOf(dir), name), 'utf8'))
    .join('\n');

const put = (file: string, text: string) => (dir: string) => write(join(dir, file), text);

test('what was computed is taken from the files of an earlier command', () => {
  const dir = workspace(FILES);
  look(dir);
  for (const name of readdirSync(dataOf(dir)).filter((one) => !one.includes('sources'))) {
    const file = join(dataOf(dir), name);
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replaceAll('Runs the Go tests', 'Recalls').replace('"lib"]', '"kept"]'),
    );
  }
  const { said } = look(dir);
  expect(said).toContain('Recalls for linux/arm64');
  expect(said).toContain('"target":"kept"');
});

test.each<[string, (dir: string) => void]>([
  ['inside of a function', (dir) => appendFileSync(join(dir, 'svc/svc.go'), '// edited\n')],
  ['of comments', put('lib/lib.go', '// Package lib.\npackage lib\n')],
  ['of imports in another order', put('svc/svc.go', 'package svc\n\nimport ( // why\n_ "m/lib"\n)\n')],
  ['below a folder that npm keeps', put('node_modules/x/x.go', 'package x\n')],
])('an edit %s computes nothing anew', (_, edit) => {
  const dir = workspace(FILES);
  write(join(dir, 'node_modules/x/y.go'), '');
  const { said } = look(dir);
  edit(dir);
  expect(look(dir)).toEqual({ said, nodes: false, edges: false });
});

test.each<[string, (dir: string) => void]>([
  ['an import', put('svc/svc.go', 'package svc\n\nimport _ "m/lib/other"\n')],
  ['a constraint', put('svc/svc.go', '//go:build s390x\n\npackage svc\n\nimport _ "m/lib"\n')],
  ['a new file', put('lib/new_arm64.go', 'package lib\n\nimport _ "m/svc"\n')],
  ['a removed file', (dir) => rmSync(join(dir, 'svc/svc.go'))],
  [
    'a package where ./... does not look',
    put('lib/testdata/helper/h.go', 'package helper\n\nimport _ "m/lib/other"\n'),
  ],
  ['the same, gone', (dir) => rmSync(join(dir, 'lib/testdata/helper'), { recursive: true })],
  ['go.mod', put('lib/go.mod', 'module m/renamed\n\ngo 1.23\n')],
  ['go.work', put('go.work', 'go 1.23\nuse ./svc\n')],
  ['project.json', put('svc/project.json', '{ "targets": { "test-arm64": { "options": { "cpu": "max" } } } }')],
  ['a declaration', put('svc/project.json', '{ "namedInputs": { "goDeclared": ["{workspaceRoot}/lib/x_s390x.go"] } }')],
  ['a link in the place of a folder', linkOther],
])('%s counts at once', (_, edit) => {
  const dir = workspace(FILES);
  const { said } = look(dir);
  edit(dir);
  const again = look(dir);
  rmSync(dataOf(dir), { recursive: true });
  expect(again.said).toBe(look(dir).said);
  expect(again.said).not.toBe(said);
});

function linkOther(dir: string): void {
  rmSync(join(dir, 'lib/testdata/helper'), { recursive: true });
  write(join(dir, 'lib/_real/r.go'), 'package real\n\nimport _ "m/lib/other"\n');
  symlinkSync('../_real', join(dir, 'lib/testdata/helper'));
}

test.each<[string, Look]>([
  ['options', { options: { ports: ['s390x'] } }],
  ['nx.json', { targetDefaults: { 'test-arm64': { options: { cpu: 'max' } } } }],
])('so does what %s says', (_, change) => {
  const dir = workspace(FILES);
  const { said } = look(dir);
  expect(look(dir, change)).toMatchObject({ nodes: true });
  expect(look(dir, change).said).not.toBe(said);
  expect(look(dir).said).toBe(said);
});

test('edges are computed anew for what targets say', () => {
  const dir = workspace(FILES);
  look(dir);
  const targets = { t: { executor: 'nx-go-cross:test', options: { goarch: 'arm64', tags: ['x'] } } };
  expect(look(dir, { targets })).toMatchObject({ nodes: false, edges: true });
});

test.each<[string, (file: string) => void]>([
  ['cut off', (file) => truncateSync(file, 40)],
  ['something else', (file) => writeFileSync(file, '[null]')],
  ['null', (file) => writeFileSync(file, 'null')],
  [
    'without its answers',
    (file) => writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), index: {}, result: 1 })),
  ],
])('a kept result that is %s is made anew', (_, damage) => {
  const dir = workspace(FILES);
  const { said } = look(dir);
  const good = texts(dir);
  for (const name of readdirSync(dataOf(dir))) if (!name.includes('sources')) damage(join(dataOf(dir), name));
  expect(look(dir).said).toBe(said);
  expect(texts(dir) === good).toBe(true);
});

test('where nothing can be written, everything is computed each time', () => {
  const dir = workspace(FILES);
  write(dataOf(dir), 'in the way');
  const { said } = look(dir);
  expect(look(dir).said).toBe(said);
  expect(readdirSync(dirname(dataOf(dir)))).toEqual(['data']);
});
