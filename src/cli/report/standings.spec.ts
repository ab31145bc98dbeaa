import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { noteLatestResults } from '../../host';
import type { Summary } from '../../results';
import { standings } from './standings';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'standings-spec-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, content: object | string = ''): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), typeof content === 'string' ? content : JSON.stringify(content));
}

const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], {
    cwd: root,
    encoding: 'utf8',
  });

function commit(): string {
  git('commit', '-q', '--allow-empty', '-m', 'x');
  return git('rev-parse', 'HEAD').trim();
}

async function standing(folder: string, summary: Partial<Summary>) {
  const of = await standings(root, process.env);
  return of(join(root, 'dist/go-cross/svc', folder), 'svc', summary as Summary);
}

const note = (folder: string) => {
  const output = `dist/go-cross/svc/${folder}`;
  write(`${output}/summary.json`);
  return noteLatestResults(root, [{ hash: '1', outputs: [output, 'elsewhere'] }], process.env);
};

const NX_JSON = {
  plugins: [{ plugin: 'nx-go-cross', options: { ports: ['arm64', 'arm/6'], checkPorts: ['windows/amd64'] } }],
};

describe('in a git checkout', () => {
  let first: string;
  beforeEach(() => {
    git('init', '-q');
    write('nx.json', NX_JSON);
    first = commit();
  });

  test('results of the commit that is checked out count in full', async () => {
    expect(await standing('arm64', { commit: first })).toBeUndefined();
  });

  test('those of another commit are older, until a command makes them again or takes them from a cache', async () => {
    commit();
    expect(await standing('arm64', { commit: first })).toEqual({ kind: 'older', commit: first });
    await note('arm64');
    expect(await standing('arm64', { commit: first })).toBeUndefined();
    const second = git('rev-parse', 'HEAD').trim();
    commit();
    expect(await standing('arm64', { commit: first })).toEqual({ kind: 'older', commit: second });
  });

  test('what an old version wrote names no commit', async () => {
    expect(await standing('arm64', {})).toBeUndefined();
  });

  test('an ad-hoc filter is one on any commit', async () => {
    commit();
    await note('arm64');
    expect(await standing('arm64', { commit: first, filter: { run: 'X', adHoc: true } })).toEqual({ kind: 'filtered' });
    expect(await standing('arm64', { filter: { short: true } })).toBeUndefined();
  });

  test.each([
    ['arm64', false],
    ['arm-6', false],
    ['check-windows-amd64', false],
    ['s390x', true],
    ['check-arm64', true],
  ])('%s is gone from nx.json: %s', async (folder, isGone) => {
    expect((await standing(folder, { commit: first }))?.kind).toBe(isGone ? 'removed' : undefined);
  });

  test('a target that the project writes out itself is no removed one, and neither is one that has just run', async () => {
    const target = { executor: 'nx-go-cross:test', options: { goarch: 's390x' } };
    write('svc/project.json', { targets: { 'my-test': target } });
    expect(await standing('s390x', { commit: first })).toBeUndefined();
    expect((await standing('riscv64', { commit: first }))?.kind).toBe('removed');
    await note('riscv64');
    expect(await standing('riscv64', { commit: first })).toBeUndefined();
  });

  test.each([
    ['no nx.json', ''],
    ['options that are not valid', { plugins: [{ plugin: 'nx-go-cross', options: { ports: 7 } }] }],
  ])('%s: which ports there are is not known', async (_title, content) => {
    rmSync(join(root, 'nx.json'));
    if (content !== '') write('nx.json', content);
    expect(await standing('s390x', { commit: first })).toBeUndefined();
  });
});

test('without git nothing is older', async () => {
  write('nx.json', NX_JSON);
  expect(await standing('arm64', { commit: 'abc' })).toBeUndefined();
});
