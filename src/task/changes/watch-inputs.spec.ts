import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExecutorContext, TargetConfiguration } from '@nx/devkit';
import { HASHED_VARIABLE, writeRerunMark } from '../../host';
import type { NormalizedTestOptions } from '../options/normalize-options';
import { watchInputs } from './watch-inputs';

const VARIABLE = 'NX_GO_CROSS_UNSEEN_0123456789AB';
const FILES = {
  'svc/svc.go': 'package svc\n\n//go:embed built.txt\nvar x string\n',
  'svc/svc_s390x.go': '',
  'svc/built.txt': '',
  'svc/run.log': '',
  'svc/testdata/x.txt': 'same',
  'svc/testdata/ignored.txt': '',
  'lib/lib.go': '',
  'lib/lib_test.go': '',
  'lib/go.mod': '',
  'other/other.go': '',
  'nx.json': '{}',
};
const INPUTS = [
  '{projectRoot}/**/*',
  '!{projectRoot}/**/*_s390x.go',
  '{workspaceRoot}/lib/*.go',
  '!{workspaceRoot}/lib/*_test.go',
  '{workspaceRoot}/lib/go.mod',
  { env: VARIABLE },
];

let root: string;
let cache: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'watch-inputs-spec-'));
  cache = join(root, '.nx', 'cache');
  for (const [file, text] of Object.entries(FILES)) {
    mkdirSync(join(root, file, '..'), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  writeFileSync(join(root, '.gitignore'), '*.log\nbuilt.txt\nignored.txt\n.nx\n');
  execFileSync('git', ['init', '-q'], { cwd: root });
  process.env.NX_CACHE_DIRECTORY = cache;
});
afterEach(() => {
  delete process.env.NX_CACHE_DIRECTORY;
  rmSync(root, { recursive: true, force: true });
});

function watch(hashedAt: number, target: TargetConfiguration = {}) {
  const projects = {
    svc: { root: 'svc', targets: { generate: { command: 'make' } } },
    lib: { root: 'lib' },
    other: { root: 'other' },
  };
  const context = {
    root,
    projectName: 'svc',
    target: { inputs: INPUTS, ...target },
    nxJsonConfiguration: {},
    projectsConfigurations: { version: 2, projects },
  };
  const options = { root, outputDir: join(root, 'dist', 'o'), resultsDir: join(root, 'dist') } as NormalizedTestOptions;
  return watchInputs(options, context as unknown as ExecutorContext, { [HASHED_VARIABLE]: String(hashedAt) });
}

async function now(): Promise<number> {
  await sleep(15);
  const time = Date.now();
  await sleep(15);
  return time;
}

const touch = (file: string, text = 'x') => writeFileSync(join(root, file), text);

test.each<[string, string[]]>([
  ['svc/svc.go', ['svc/svc.go']],
  ['svc/new_test.go', ['svc/new_test.go']],
  ['svc/svc_s390x.go', []],
  ['svc/testdata/x.txt', ['svc/testdata/x.txt']],
  ['svc/testdata/ignored.txt', ['svc/testdata/ignored.txt']],
  ['svc/built.txt', ['svc/built.txt']],
  ['svc/run.log', []],
  ['lib/lib.go', ['lib/lib.go']],
  ['lib/go.mod', ['lib/go.mod']],
  ['lib/lib_test.go', []],
  ['other/other.go', []],
  ['nx.json', []],
])('an edit of %s, before the task starts or after', async (file, expected) => {
  const hashedAt = await now();
  const early = watch(hashedAt);
  touch(file);
  expect(await early.changed()).toEqual(expected);
  expect(await watch(hashedAt).changed()).toEqual(expected);
  expect(await watch(await now()).changed()).toEqual([]);
});

test('what other tasks wrote before this one starts is what it is to test', async () => {
  const hashedAt = await now();
  touch('svc/svc.go');
  touch('lib/lib.go');
  await sleep(15);
  const watched = watch(hashedAt, { dependsOn: ['generate'] });
  expect(await watched.changed()).toEqual(['lib/lib.go']);
  await sleep(15);
  touch('svc/svc.go');
  expect(await watched.changed()).toEqual(['lib/lib.go', 'svc/svc.go']);
});

test('a file that runs write again and again counts only when it is another one then', async () => {
  writeRerunMark(cache, VARIABLE, { nonce: 'n', changed: ['svc/testdata/x.txt', 'svc/testdata/'] });
  const watched = watch(await now());
  expect(watched.mark?.nonce).toBe('n');
  await sleep(15);
  touch('svc/testdata/x.txt', 'same');
  touch('svc/testdata/temporary.txt');
  rmSync(join(root, 'svc/testdata/temporary.txt'));
  expect(await watched.changed()).toEqual([]);
  touch('svc/testdata/x.txt', 'other');
  expect(await watched.changed()).toEqual(['svc/testdata/x.txt']);
});

test('a file that is gone, and a target whose key holds no mark', async () => {
  const watched = watch(await now(), { inputs: ['{projectRoot}/**/*'] });
  rmSync(join(root, 'svc/svc.go'));
  expect(watched.place).toBeUndefined();
  expect(await watched.changed()).toEqual(['svc/']);
});
