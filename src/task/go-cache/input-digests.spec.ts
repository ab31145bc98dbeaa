import { TEST } from '../../executors/test/test.kind';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import type { TestUnit } from '../../gotest';
import type { TestExecutorSchema } from '../options/test-schema';
import { inputDigests } from './input-digests';
import { normalizeOptions } from '../options/normalize-options';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'input-digests-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A project at the root of the workspace: what is written anywhere is written below it. */
function digestsOf(schema: Partial<TestExecutorSchema> = {}, project = '.') {
  const context = {
    root,
    projectName: 'app',
    projectsConfigurations: { version: 2, projects: { app: { root: project } } },
  } as unknown as ExecutorContext;
  const options = normalizeOptions({ goarch: 'arm64', ...schema }, context, TEST);
  const [go, env, port] = [join(root, 'bin/go'), options.env, options.port];
  const unit = { go, env, port, dir: options.dir, options: { ...options.goTest, goFlags: [], args: [] } };
  return inputDigests(options, unit as unknown as TestUnit);
}

function write(file: string): void {
  mkdirSync(join(root, file, '..'), { recursive: true });
  writeFileSync(join(root, file), 'content');
}

describe('the digest of data files', () => {
  test.each<[string, string, Partial<TestExecutorSchema>, boolean]>([
    ['test data', 'testdata/golden.txt', {}, true],
    ['results of this port', 'dist/go-cross/arm64/summary.json', {}, false],
    ['results of another port and project', 'dist/go-cross/libs/x/s390x/summary.json', {}, false],
    ['results in a folder of the user’s', 'out/summary.json', { outputDir: 'out' }, false],
    ['what else is built into dist', 'dist/page.html', {}, true],
  ])('%s', async (_title, file, schema, counts) => {
    const before = await digestsOf(schema);
    write(file);
    expect((await digestsOf(schema)).dataDigest !== before.dataDigest).toBe(counts);
  });

  test('what the tests of another module read, with its size and time as before', async () => {
    write('libs/other/testdata/x.txt');
    write('bin/go');
    writeFileSync(join(root, 'bin/go'), `#!/bin/sh\necho '${join(root, 'libs/other')}\texample.com/other'\n`);
    chmodSync(join(root, 'bin/go'), 0o755);
    write('app/go.mod');
    const digest = async () => (await digestsOf({ packages: ['./ok', 'example.com/other'] }, 'app')).dataDigest;
    const before = await digest();
    expect(await digest()).toBe(before);
    writeFileSync(join(root, 'libs/other/testdata/x.txt'), 'CONTENT');
    expect(await digest()).not.toBe(before);
  });

  test.each<[Partial<TestExecutorSchema>, boolean]>([
    [{ count: 1 }, false],
    [{ args: ['-update'] }, false],
    [{ shuffle: 'on' }, false],
    [{ bench: '.' }, false],
    [{ fuzz: 'F' }, false],
    [{ args: ['-test.short=true'] }, true],
  ])('is made only where Go may use its result cache: %j', async (schema, made) => {
    const { dataDigest, declaredDigest } = await digestsOf(schema);
    expect([dataDigest !== '', declaredDigest !== '']).toEqual([made, made]);
  });
});
