import { execFileSync } from 'node:child_process';
import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tempRoot } from '../files/testdata/temp-root';
import { readGo } from './go';
import { askOncePerWorkspace } from './go-of-workspace';

const newRoot = tempRoot();
let root: string;
beforeEach(() => {
  root = realpathSync(newRoot());
  write('w/go.work', 'go 1.23\n\nuse (\n\t./a\n\t./b\n)\n');
  for (const name of ['a', 'b']) write(`w/${name}/go.mod`, `module ${name}\n\ngo 1.23\n`);
  write('w/b/deep/x.go', 'package deep\n');
  write('w/docs/README.md', '');
  write('alone/go.mod', 'module alone\n\ngo 1.23\n');
});

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

const base = () => ({ PATH: process.env.PATH, HOME: process.env.HOME, GOENV: 'off', GOTOOLCHAIN: 'local' });

test.each<[string, NodeJS.ProcessEnv]>([
  ['w/a', {}],
  ['w/b', {}],
  ['w/b/deep', {}],
  ['w/docs', {}],
  ['w', {}],
  ['alone', {}],
  ['w/a', { GOWORK: 'off' }],
  ['w/b', { GOWORK: 'off' }],
  ['w/b', { GO111MODULE: 'off' }],
  ['w/b', { GOARCH: 's390x', CGO_ENABLED: '' }],
])('in %s with %j it is what Go says there', async (folder, more) => {
  const [cwd, env] = [join(root, folder), { ...base(), ...more }];
  // Whatever was asked before.
  await readGo('go', join(root, 'w/a'), env);
  const { env: values } = await readGo('go', cwd, env);
  const truth = JSON.parse(execFileSync('go', ['env', '-json', ...Object.keys(values)], { cwd, env }).toString());
  expect(values).toEqual(truth);
});

async function asked(folders: readonly string[], envOf: (index: number) => NodeJS.ProcessEnv): Promise<number> {
  let count = 0;
  const ask = async () => (count++, { exitCode: 0, stdout: '{}', stderr: '' }) as never;
  const go = execFileSync('which', ['go']).toString().trim();
  for (const [index, folder] of folders.entries()) await askOncePerWorkspace(go, join(root, folder), envOf(index), ask);
  return count;
}

test.each<[string, readonly string[], (index: number) => NodeJS.ProcessEnv, number]>([
  ['one answer for the folders of a go.work', ['w/a', 'w/b', 'w'], () => ({}), 1],
  ['variables of tasks', ['w/a', 'w/b'], (index) => ({ NX_TASK_TARGET_PROJECT: String(index) }), 1],
  ['another environment', ['w/a', 'w/a'], (index) => ({ GOARCH: String(index) }), 2],
  ['no go.work', ['alone', 'alone'], () => ({}), 2],
  ['a module chosen by hand', ['w/a', 'w/b'], () => ({ GOWORK: 'off' }), 2],
])('%s', async (_title, folders, envOf, times) => {
  expect(await asked(folders, (index) => ({ ...base(), ...envOf(index) }))).toBe(times);
});

test('a folder behind a link is asked', async () => {
  symlinkSync(join(root, 'w'), join(root, 'link'));
  expect(await asked(['link/a', 'link/a'], base)).toBe(2);
});
