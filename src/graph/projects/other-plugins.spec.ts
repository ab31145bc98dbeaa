import type { NxJsonConfiguration, ProjectConfiguration } from '@nx/devkit';
import { createNodes } from '../nodes/asking-nodes';
import { keptProjectsOfOthers, pluginsToAsk, unknownProjects } from './other-plugins';
import { tempWorkspaces } from '../../golang/testdata/temp-workspace';

const workspace = tempWorkspaces();

const FILES = {
  'go.work': 'go 1.23\nuse (\n\t./lib\n\t./libs/deep\n)\n',
  'lib/go.mod': 'module m/lib\n',
  'lib/lib.go': 'package lib\n',
  'libs/deep/go.mod': 'module m/deep\n',
  'libs/deep/deep.go': 'package deep\n',
  'libs/deep/cmd/tool/main.go': 'package main\n',
  'docs/go.mod': 'module m/docs\n',
};
const OURS = { plugin: 'nx-go-cross', options: { ports: ['arm64'] } };

/** A plugin that makes a project of the folder of every file. */
const plugin = (glob: string, name = "'p-' + dirname(file)") => `const { dirname } = require('node:path');
exports.createNodesV2 = ['${glob}', async (files, options) =>
  files.map((file) => [file, { projects: { [options?.root ?? dirname(file)]: { name: ${name} } } }])];
`;

/** The folders of the projects that get test targets. */
async function roots(plugins: NxJsonConfiguration['plugins'], files: Record<string, string> = {}, more: object = {}) {
  const dir = workspace({ ...FILES, ...files });
  const context = { workspaceRoot: dir, nxJsonConfiguration: { plugins, ...more } };
  const found = Object.keys({ ...FILES, ...files }).filter((file) =>
    /(^|\/)(go\.(mod|work)|(project|package)\.json)$/.test(file),
  );
  const nodes = await createNodes[1](found, OURS.options, context);
  const projects = nodes.flatMap(([, one]) => Object.entries(one.projects ?? {})) as [string, ProjectConfiguration][];
  // A name is the other plugin's to give.
  expect(projects.every(([, { name }]) => name === undefined)).toBe(true);
  return { roots: projects.map(([root]) => root).sort(), kept: keptProjectsOfOthers(dir, context.nxJsonConfiguration) };
}

test.each<[string, NxJsonConfiguration['plugins'], Record<string, string>, string[]]>([
  ['named before ours', ['./p.cjs', OURS], { 'p.cjs': plugin('**/go.mod') }, ['lib', 'libs/deep']],
  ['named after ours', [OURS, './p.cjs'], { 'p.cjs': plugin('**/go.mod') }, ['lib', 'libs/deep']],
  [
    'an ES module’s way to export',
    ['./p.cjs', OURS],
    {
      'p.cjs': `${plugin('**/go.mod')}exports.default = { createNodes: exports.createNodesV2 }; delete exports.createNodesV2;`,
    },
    ['lib', 'libs/deep'],
  ],
  ['with include', [{ plugin: './p.cjs', include: ['lib/**'] }, OURS], { 'p.cjs': plugin('**/go.mod') }, ['lib']],
  ['with options', [{ plugin: './p.cjs', options: { root: 'lib' } }, OURS], { 'p.cjs': plugin('go.work') }, ['lib']],
  [
    'of any file in the folder',
    ['./p.cjs', OURS],
    { 'p.cjs': plugin('**/module.yaml'), 'lib/module.yaml': '' },
    ['lib'],
  ],
  [
    'of a folder without a file of ours',
    [{ plugin: './p.cjs', options: { root: 'libs/deep/cmd/tool' } }, OURS],
    { 'p.cjs': plugin('go.work') },
    ['libs/deep/cmd/tool'],
  ],
  [
    'an npm package',
    ['nx-modules', OURS],
    { 'node_modules/nx-modules/index.js': plugin('**/go.mod') },
    ['lib', 'libs/deep'],
  ],
  ['one that gives no names makes no project', ['./p.cjs', OURS], { 'p.cjs': plugin('**/go.mod', 'undefined') }, []],
  ['one that makes projects of other folders', ['./p.cjs', OURS], { 'p.cjs': plugin('**/Cargo.toml') }, []],
  [
    'one that fails',
    ['./p.cjs', OURS],
    { 'p.cjs': "exports.createNodes = ['**/go.mod', () => { throw new Error(); }];" },
    [],
  ],
  ['one that cannot be loaded', ['./none.cjs', './broken.cjs', OURS], { 'broken.cjs': '(' }, []],
  ['one without nodes', ['./p.cjs', OURS], { 'p.cjs': "exports.name = 'p';" }, []],
  [
    'a project of the files’ stays one',
    ['./p.cjs', OURS],
    { 'p.cjs': plugin('none'), 'lib/project.json': '{}' },
    ['lib'],
  ],
])('projects that another plugin makes have targets: %s', async (_title, plugins, files, expected) => {
  expect((await roots(plugins, files)).roots).toEqual(expected);
});

test('what a plugin said is known for the rest of the command, and forgotten with the plugin', async () => {
  const { kept } = await roots(['./p.cjs', OURS], { 'p.cjs': plugin('**/go.mod') });
  expect(kept).toEqual(['docs', 'lib', 'libs/deep']);
  expect((await roots([OURS])).kept).toEqual([]);
});

test('where files tell of all Go packages whose they are, nobody is asked', async () => {
  const files = { 'p.cjs': "throw new Error('asked');", 'lib/project.json': '{}', 'libs/deep/project.json': '{}' };
  const { roots: found, kept } = await roots(['./p.cjs', OURS], files);
  expect([found, kept]).toEqual([['lib', 'libs/deep'], []]);
});

test('plugins of which files tell what they make are not asked', () => {
  const plugins = [
    '@nx/js/typescript',
    { plugin: '@nx/vite/plugin' },
    '@nx-go/nx-go',
    '@naxodev/gonx',
    OURS,
    'nx/plugins/package-json',
    './p',
  ];
  expect(pluginsToAsk({ plugins }).map((entry) => entry.plugin)).toEqual(['nx/plugins/package-json', './p']);
});

test('projects of which neither files nor plugins tell are named', async () => {
  const dir = workspace({ ...FILES, 'p.cjs': plugin('**/lib.go'), 'docs/project.json': '{}' });
  const unknown = (plugins: NxJsonConfiguration['plugins']) =>
    unknownProjects(dir, { plugins }, ['docs', 'lib', 'libs/deep']);
  expect(await unknown(['./p.cjs', './none.cjs', OURS])).toEqual(['libs/deep']);
  expect(await unknown(['@nx-go/nx-go', OURS])).toEqual([]);
});
