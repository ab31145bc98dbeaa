import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { PluginOptions } from '../../../src/graph';
import type { PublishedModule } from './file-proxy';

/** Runs a go command in a folder of the way's. */
type RunGo = (dir: string, args: readonly string[], env?: NodeJS.ProcessEnv) => Promise<string>;

/** One way in which packages of a module are reached from another one. */
export interface Way {
  readonly files: Readonly<Record<string, string>>;
  /** The workspace's root, from the way's folder. */
  readonly root?: string;
  /** The variable GOWORK, `DIR` for the way's folder. */
  readonly gowork?: string;
  readonly options?: PluginOptions;
  /** What else is done to the files: links, vendor folders, what `go mod tidy` writes. */
  readonly prepare?: (dir: string, go: RunGo) => Promise<unknown> | void;
  /** Edges that files alone do not show, since a variable makes them. */
  readonly hiddenEdges?: readonly string[];
  /** Projects that Go refuses to build: their module is no member of the go.work in force. */
  readonly refused?: readonly string[];
  /** Files that count although Go reads none of them: their reason stands in docs/cache.md. */
  readonly precautions?: RegExp;
}

const mod = (path: string, more = '') => `module ${path}\n\ngo 1.24\n${more}`;
const go = (name: string, ...imports: string[]) =>
  `package ${name}\n${imports.map((path) => `\nimport _ "${path}"\n`).join('')}`;
const work = (...uses: string[]) => `go 1.24\n\nuse (\n\t${uses.join('\n\t')}\n)\n`;
const replace = (path: string, to: string) => `\nreplace ${path} => ${to}\n`;
const needed = (path: string, to: string) => require(`${path} v0.0.0`) + replace(path, to);
const require = (...lines: string[]) => `\nrequire (\n\t${lines.join('\n\t')}\n)\n`;
const project = (name: string) => JSON.stringify({ name });

const EXT = 'example.org/ext v1.0.0';

/** What the proxy has: `ext` imports lib/deep, `chain` imports `ext`, `plain` imports nothing. */
export const PUBLISHED: readonly PublishedModule[] = [
  {
    path: 'example.org/ext',
    version: 'v1.0.0',
    files: {
      'go.mod': mod('example.org/ext', require('example.com/lib v1.0.0')),
      'ext.go': go('ext', 'example.com/lib/deep'),
    },
  },
  {
    path: 'example.org/chain',
    version: 'v1.0.0',
    files: {
      'go.mod': mod('example.org/chain', require(EXT, 'example.com/lib v1.0.0 // indirect')),
      'sub/chain.go': go('sub', 'example.org/ext'),
    },
  },
  {
    path: 'example.org/plain',
    version: 'v1.0.0',
    files: { 'go.mod': mod('example.org/plain'), 'plain.go': go('plain') },
  },
  {
    path: 'example.com/lib',
    version: 'v1.0.0',
    files: { 'go.mod': mod('example.com/lib'), 'deep/deep.go': go('deep') },
  },
];

/** svc imports `imports`; lib has packages `.`, `deep` and `other`, and deep imports base. */
function files(imports: readonly string[], svcMod = '', more: Readonly<Record<string, string>> = {}) {
  return {
    'svc/project.json': project('svc'),
    'svc/go.mod': mod('example.com/svc', svcMod),
    'svc/svc.go': go('svc', ...imports),
    'lib/project.json': project('lib'),
    'lib/go.mod': mod('example.com/lib'),
    'lib/lib.go': go('lib'),
    'lib/lib_test.go': go('lib'),
    'lib/deep/deep.go': go('deep'),
    'lib/other/other.go': go('other'),
    'other/project.json': project('other'),
    'other/go.mod': mod('example.com/other'),
    'other/other.go': go('other'),
    ...more,
  };
}

const inRepo = (all: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(all).map(([file, text]) => [`repo/${file}`, text]));
const tidy = (dir: string, run: RunGo) => run(join(dir, 'svc'), ['mod', 'tidy'], { GOWORK: 'off' });

const LIB = 'example.com/lib';
const ALL = work('./svc', './lib', './other');
const TOOLS = {
  'tools/go.mod': mod('example.com/tools'),
  'tools/x/x.go': go('x', 'example.com/lib/deep'),
  'tools/x/x_test.go': go('x', 'example.com/other'),
  'tools/y/y.go': go('y', 'example.com/other'),
};
/** What a module from elsewhere may import, if it is not known which packages it does import. */
const LIB_AS_A_WHOLE = /^(repo\/)?lib\/.*\.go$/;

export const WAYS: Readonly<Record<string, Way>> = {
  'go.work': { files: { ...files([LIB]), 'go.work': ALL } },
  'go.work that lists nothing else': { files: { ...files([]), 'go.work': work('./svc') }, refused: ['lib', 'other'] },
  'go.work above the workspace': {
    root: 'repo',
    files: { ...inRepo(files([LIB])), 'go.work': work('./repo/svc', './repo/lib', './repo/other') },
  },
  'go.work two folders above': {
    root: 'a/repo',
    files: {
      ...Object.fromEntries(Object.entries(inRepo(files([LIB]))).map(([file, text]) => [`a/${file}`, text])),
      'go.work': work('./a/repo/svc', './a/repo/lib', './a/repo/other'),
    },
  },
  'GOWORK names the one above': {
    root: 'repo',
    gowork: 'DIR/go.work',
    files: { ...inRepo(files([LIB])), 'go.work': work('./repo/svc', './repo/lib', './repo/other') },
  },
  'GOWORK names another one': {
    gowork: 'DIR/dev/some.work',
    files: { ...files([LIB]), 'dev/some.work': work('../svc', '../lib', '../other') },
    hiddenEdges: ['svc → lib'],
  },
  'GOWORK names one outside': {
    root: 'repo',
    gowork: 'DIR/dev/go.work',
    files: { ...inRepo(files([LIB])), 'dev/go.work': work('../repo/svc', '../repo/lib', '../repo/other') },
    hiddenEdges: ['svc → lib'],
  },
  'option env.GOWORK': {
    files: { ...files([LIB]), 'dev/go.work': work('../svc', '../lib', '../other') },
    options: { test: { env: { GOWORK: 'DIR/dev/go.work' } } },
  },
  'option env.GOWORK=off': {
    files: {
      ...files([LIB], needed(LIB, '../fork')),
      'go.work': ALL,
      'fork/go.mod': mod(LIB),
      'fork/project.json': project('fork'),
      'fork/fork.go': go('lib'),
    },
    options: { test: { env: { GOWORK: 'off' } } },
  },
  'GOWORK=auto': { gowork: 'auto', files: { ...files([LIB]), 'go.work': ALL } },
  'replace in go.mod': { files: files([LIB], needed(LIB, '../lib')) },
  'replace of a version': {
    files: files([LIB], require(`${LIB} v1.0.0`) + replace(`${LIB} v1.0.0`, '../lib')),
  },
  'replace by an absolute path': { files: files([LIB], needed(LIB, 'DIR/lib')) },
  'replace in go.work': {
    files: { ...files([LIB], require(`${LIB} v0.0.0`)), 'go.work': work('./svc') + replace(LIB, './lib') },
    refused: ['lib', 'other'],
  },
  'replace in go.work above': {
    root: 'repo',
    files: {
      ...inRepo(files([LIB], require(`${LIB} v0.0.0`))),
      'go.work': work('./repo/svc') + replace(LIB, './repo/lib'),
    },
    refused: ['lib', 'other'],
  },
  'a third party, replace': {
    files: files(['example.org/ext'], require(EXT) + replace(LIB, '../lib')),
    prepare: tidy,
    precautions: LIB_AS_A_WHOLE,
  },
  'a third party, go.work': {
    files: { ...files(['example.org/ext'], require(EXT)), 'go.work': ALL },
    prepare: tidy,
    precautions: LIB_AS_A_WHOLE,
  },
  'a third party, after go get': {
    files: { ...files(['example.org/ext']), 'go.work': ALL },
    prepare: (dir, run) => run(join(dir, 'svc'), ['get', 'example.org/ext@v1.0.0']),
    precautions: LIB_AS_A_WHOLE,
  },
  'a third party, go.work above': {
    root: 'repo',
    files: { ...inRepo(files(['example.org/ext'], require(EXT))), 'go.work': work('./repo/svc', './repo/lib') },
    refused: ['other'],
    prepare: (dir, run) => tidy(join(dir, 'repo'), run),
    precautions: LIB_AS_A_WHOLE,
  },
  'a third party of a third party': {
    files: { ...files(['example.org/chain/sub'], require('example.org/chain v1.0.0')), 'go.work': ALL },
    prepare: tidy,
    precautions: LIB_AS_A_WHOLE,
  },
  'a third party, from a test': {
    files: { ...files([], require(EXT), { 'svc/svc_test.go': go('svc', 'example.org/ext') }), 'go.work': ALL },
    prepare: tidy,
    precautions: LIB_AS_A_WHOLE,
  },
  'a third party, from below testdata': {
    files: {
      ...files(['example.com/svc/testdata/x'], require(EXT), { 'svc/testdata/x/x.go': go('x', 'example.org/ext') }),
      'go.work': ALL,
    },
    prepare: tidy,
    precautions: LIB_AS_A_WHOLE,
  },
  'a third party, and another package of the same module': {
    files: { ...files(['example.org/ext', 'example.com/lib/other'], require(EXT)), 'go.work': ALL },
    prepare: (dir, run) => run(join(dir, 'svc'), ['get', 'example.org/ext@v1.0.0', `${LIB}@v1.0.0`]),
    precautions: LIB_AS_A_WHOLE,
  },
  'a third party that imports nothing here': {
    files: files(
      ['example.org/plain', 'example.com/lib/other'],
      require('example.org/plain v1.0.0', `${LIB} v0.0.0`) + replace(LIB, '../lib'),
    ),
    prepare: tidy,
  },
  'a third party beside a way through the workspace': {
    files: {
      ...files(
        ['example.org/plain', 'example.com/other'],
        require('example.org/plain v1.0.0', 'example.com/other v0.0.0') +
          replace(LIB, '../lib') +
          replace('example.com/other', '../other'),
        {
          'other/go.mod': mod('example.com/other', require(`${LIB} v0.0.0`) + replace(LIB, '../lib')),
          'other/other.go': go('other', 'example.com/lib/other'),
        },
      ),
    },
    prepare: tidy,
  },
  'a third party of the next module': {
    files: {
      ...files(['example.com/other'], '', {
        'other/go.mod': mod('example.com/other', require(EXT, 'example.com/lib v1.0.0 // indirect')),
        'other/other.go': go('other', 'example.org/ext'),
      }),
      'go.work': ALL,
    },
    prepare: (dir, run) => run(join(dir, 'other'), ['mod', 'tidy'], { GOWORK: 'off' }),
    precautions: LIB_AS_A_WHOLE,
  },
  'a vendor folder of the module': {
    files: files(['example.org/ext'], require(EXT) + replace(LIB, '../lib')),
    prepare: async (dir, run) => {
      await tidy(dir, run);
      await run(join(dir, 'svc'), ['mod', 'vendor'], { GOWORK: 'off' });
    },
  },
  'a vendor folder that -mod=mod passes over': {
    files: files(['example.org/ext'], require(EXT) + replace(LIB, '../lib')),
    options: { test: { goFlags: ['-mod=mod'] } },
    prepare: async (dir, run) => {
      await tidy(dir, run);
      await run(join(dir, 'svc'), ['mod', 'vendor'], { GOWORK: 'off' });
    },
    precautions: LIB_AS_A_WHOLE,
  },
  'a vendor folder of go.work': {
    files: { ...files(['example.org/ext'], require(EXT)), 'go.work': ALL },
    prepare: async (dir, run) => {
      await tidy(dir, run);
      await run(dir, ['work', 'vendor']);
    },
    precautions: /^vendor\//,
  },
  'a vendor folder beside a go.work above': {
    root: 'repo',
    files: {
      ...inRepo(files(['example.org/ext'], require(EXT))),
      'go.work': work('./repo/svc', './repo/lib', './repo/other'),
    },
    prepare: async (dir, run) => {
      await tidy(join(dir, 'repo'), run);
      await run(dir, ['work', 'vendor']);
    },
  },
  'a module outside, go.work above': {
    root: 'repo',
    files: {
      ...inRepo(files(['example.com/tools/x'])),
      ...TOOLS,
      'go.work': work('./repo/svc', './repo/lib', './repo/other', './tools'),
    },
  },
  'a module outside, go.work in the workspace': {
    root: 'repo',
    files: {
      ...inRepo({ ...files(['example.com/tools/x']), 'go.work': work('./svc', './lib', './other', '../tools') }),
      ...TOOLS,
    },
  },
  'a module outside, replace': {
    root: 'repo',
    files: {
      ...inRepo(
        files(
          ['example.com/tools/x'],
          needed('example.com/tools', '../../tools') + needed(LIB, '../lib') + needed('example.com/other', '../other'),
        ),
      ),
      ...TOOLS,
      'tools/go.mod': mod('example.com/tools', require(`${LIB} v0.0.0`, 'example.com/other v0.0.0')),
    },
  },
  'a module outside that the module from elsewhere leads through': {
    root: 'repo',
    files: {
      ...inRepo(files(['example.com/tools/x'])),
      'tools/go.mod': mod('example.com/tools', require(EXT, `${LIB} v1.0.0 // indirect`)),
      'tools/x/x.go': go('x', 'example.org/ext'),
      'go.work': work('./repo/svc', './repo/lib', './repo/other', './tools'),
    },
    prepare: (dir, run) => run(join(dir, 'tools'), ['mod', 'tidy'], { GOWORK: 'off' }),
    precautions: LIB_AS_A_WHOLE,
  },
  'a link as a member of go.work': {
    files: { ...files([LIB]), 'go.work': work('./svc', './linked', './other') },
    refused: ['lib'],
    prepare: (dir) => symlinkSync('lib', join(dir, 'linked')),
  },
  'a folder that is a link': {
    files: { ...files(['example.com/svc/linked']), 'go.work': ALL },
    prepare: (dir) => symlinkSync('../lib/deep', join(dir, 'svc', 'linked')),
  },
  'a folder that is a link out of the workspace': {
    root: 'repo',
    files: { ...inRepo({ ...files(['example.com/svc/linked']), 'go.work': ALL }), ...TOOLS },
    prepare: (dir) => symlinkSync('../../tools/x', join(dir, 'repo', 'svc', 'linked')),
  },
  'a package below testdata of another module': {
    files: {
      ...files(['example.com/lib/testdata/x'], '', { 'lib/testdata/x/x.go': go('x', 'example.com/other') }),
      'go.work': ALL,
    },
  },
  'a nested module': {
    files: {
      ...files(['example.com/svc/inner'], '', {
        'svc/inner/go.mod': mod('example.com/svc/inner'),
        'svc/inner/inner.go': go('inner', 'example.com/lib/deep'),
      }),
      'go.work': work('./svc', './lib', './other', './svc/inner'),
    },
  },
  'a member that go.work does not list': {
    files: { ...files([LIB], needed(LIB, '../lib')), 'go.work': work('./lib', './other') },
    refused: ['svc'],
  },
  'a member that go.work does not list, with GOWORK=off': {
    files: { ...files([LIB], needed(LIB, '../lib')), 'go.work': work('./lib', './other') },
    gowork: 'off',
  },
};
