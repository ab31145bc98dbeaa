import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isReplay, Workspace } from '../support/workspace';

const SET = '-ldflags=-X=example.com/goflags/sees.Version';

let workspace: Workspace;
beforeAll(async () => {
  workspace = await Workspace.create({ copy: { '.': 'e2e/fixtures/goflags' } });
  workspace.write('nx.json', {
    analytics: false,
    neverConnectToCloud: true,
    plugins: [{ plugin: 'nx-go-cross', options: { ports: ['amd64', 'arm64'] } }],
  });
});
afterAll(() => workspace.remove());

/** Whether the tests ran, or an earlier pass was replayed; and what is there to be seen afterwards. */
async function run(GOFLAGS: string | undefined, more: NodeJS.ProcessEnv = {}, goarch = 'amd64') {
  const result = await workspace.nx(['run', `svc:test-${goarch}`], { env: { GOFLAGS, ...more } });
  expect([result.code, result.output]).toEqual([0, expect.stringContaining('2 packages passed')]);
  const events = workspace.read(`dist/go-cross/svc/${goarch}/events.jsonl`);
  const [said = ''] = /SEES version=\S+?(?=\\n)/.exec(events) ?? [];
  return `${isReplay(result) ? 'replayed' : 'ran'} ${said.replace('SEES version=', '')}`;
}

/** After an edit, in the next second: without its daemon Nx sees no other. */
async function edited(file: string): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  appendFileSync(file, file.endsWith('.json') ? '\n' : '\n// edited\n');
}

test.each(['amd64', 'arm64'])('two values are two keys, and each is replayed: %s', async (goarch) => {
  expect(await run(`${SET}=1`, {}, goarch)).toBe('ran 1');
  expect(await run(`${SET}=2`, {}, goarch)).toBe('ran 2');
  expect(await run(`${SET}=1`, {}, goarch)).toBe('replayed 1');
  expect(await run(undefined, {}, goarch)).toBe('ran unset');
});

test('so they are where `go env -w` has written them', async () => {
  const GOENV = join(workspace.base, 'goenv');
  const values: string[] = [];
  for (const version of ['3', '4', '3']) {
    writeFileSync(GOENV, `GOFLAGS=${SET}=${version}\n`);
    values.push(await run(undefined, { GOENV }));
  }
  expect(values).toEqual(['ran 3', 'ran 4', 'replayed 3']);
});

test.each<[string, { readonly GOFLAGS?: string; readonly GOENV?: string }, string | undefined]>([
  ['an empty GOFLAGS, which is none to Go', { GOFLAGS: '' }, '-v'],
  ['a file of its own', { GOENV: 'theirs' }, undefined],
])('so they are where option env has %s', async (_title, option, goflags) => {
  const theirs = join(workspace.base, 'theirs');
  const env = option.GOENV === undefined ? option : { GOENV: theirs };
  const before = workspace.read('svc/project.json');
  workspace.write('svc/project.json', { name: 'svc', targets: { 'test-amd64': { options: { env } } } });
  const values: string[] = [];
  for (const version of ['5', '6', '5']) {
    writeFileSync(theirs, `GOFLAGS=${SET}=${version}\n`);
    values.push(await run(goflags, option.GOENV === undefined ? { GOENV: theirs } : {}));
  }
  workspace.write('svc/project.json', before);
  expect(values).toEqual(['ran 5', 'ran 6', 'replayed 5']);
});

test.each([
  ['a file that -modfile names', '-modfile=../outside/other.mod', 'outside/other.mod'],
  ['what is replaced there', '-modfile=../outside/other.mod', 'dep2/dep.go'],
  ['a file that -overlay names', '-overlay=../outside/overlay.json', 'outside/overlay.json'],
  ['a file behind it', '-overlay=../outside/overlay.json', 'outside/overlaid.go'],
])('an edit of %s', async (_title, goflags, file) => {
  const mark = `${goflags} ${SET}=${file.length}`;
  await run(mark);
  expect(await run(mark)).toMatch(/^replayed/);
  await edited(join(workspace.path, file));
  expect(await run(mark)).toMatch(/^ran/);
  expect(await run(mark)).toMatch(/^replayed/);
});

test('an edit of a file outside of the workspace, which a target names', async () => {
  const overlaid = join(workspace.folder('elsewhere'), 'overlaid.go');
  writeFileSync(overlaid, 'package sees\n\nfunc init() { Version = "overlaid" }\n');
  const overlay = workspace.write('outside/more.json', { Replace: { 'sees/more.go': overlaid } });
  const targets = { 'test-amd64': { options: { goFlags: [`-overlay=${overlay}`] } } };
  workspace.write('svc/project.json', { name: 'svc', targets });
  expect(await run(undefined)).toBe('ran overlaid');
  expect(await run(undefined)).toBe('replayed overlaid');
  writeFileSync(overlaid, 'package sees\n\nfunc init() { Version = "again" }\n');
  expect(await run(undefined)).toBe('ran again');
});
