import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { cleanEnv } from './support/env';
import { exec } from './support/exec';
import { suiteDir, tarball } from './support/suite';

let dir: string;
let files: string[];

beforeAll(async () => {
  dir = mkdtempSync(join(suiteDir(), 'unpacked-'));
  await exec(['tar', '-xzf', tarball()], { cwd: dir, env: cleanEnv() });
  const listed = await exec(['tar', '-tzf', tarball()], { cwd: dir, env: cleanEnv() });
  files = listed.stdout
    .trim()
    .split('\n')
    .map((file) => file.replace(/^package\//, ''));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const read = (file: string) => JSON.parse(readFileSync(join(dir, 'package', file), 'utf8'));

const executors = () => Object.values<{ implementation: string; schema: string }>(read('executors.json').executors);

test('what users need is in the package', () => {
  expect(files).toEqual(
    expect.arrayContaining(['package.json', 'LICENSE', 'README.md', 'executors.json', 'generators.json']),
  );
  expect(files).toEqual(expect.arrayContaining(['dist/index.js', 'dist/index.d.ts']));
});

test('every implementation and schema of executors.json is there', () => {
  for (const { implementation, schema } of executors()) {
    expect(files).toContain(`${implementation}.js`.replace('./', ''));
    expect(files).toContain(schema.replace('./', ''));
  }
});

test('every migration is there, of no later version than the package', () => {
  const { generators } = read('migrations.json');
  expect(read('package.json')['nx-migrations']).toEqual({ migrations: './migrations.json' });
  for (const { implementation, version } of Object.values<{ implementation: string; version: string }>(generators)) {
    expect(files).toContain(`${implementation}.js`.replace('./', ''));
    expect(version.localeCompare(read('package.json').version, 'en', { numeric: true })).toBeLessThanOrEqual(0);
  }
});

test('every factory and schema of generators.json is there, and the templates', () => {
  for (const { factory, schema } of Object.values<{ factory: string; schema: string }>(
    read('generators.json').generators,
  )) {
    expect(files).toContain(`${factory}.js`.replace('./', ''));
    expect(files).toContain(schema.replace('./', ''));
  }
  for (const provider of ['azure', 'bitbucket', 'circleci', 'github', 'gitlab']) {
    expect(files).toContain(`dist/generators/ci-workflow/files/${provider}/__fileName__.template`);
  }
});

test('the shell scripts and the source of the probe are there, the scripts executable', () => {
  const scripts = files.filter((file) => file.endsWith('.sh'));
  expect(scripts.sort()).toEqual([
    'dist/gotest/container/container-exec.sh',
    'dist/gotest/shim.sh',
    'dist/gotest/single-cpu.sh',
    'dist/gotest/trace.sh',
    'dist/host/ask-versions.sh',
    'dist/host/namespace-root-inner.sh',
    'dist/host/namespace-root.sh',
    'dist/host/namespace-user-inner.sh',
    'dist/host/namespace-user.sh',
    'dist/prebuilt/collect.sh',
    'dist/process/guard.sh',
  ]);
  for (const script of scripts) expect(statSync(join(dir, 'package', script)).mode & 0o111).toBe(0o111);
  expect(files).toEqual(expect.arrayContaining(['dist/host/probe/probe.go', 'dist/host/probe/go.mod']));
});

test('nothing else is: no specs, fixtures, sources or examples', () => {
  const allowed =
    /^(package\.json|LICENSE|README\.md|dist\/chunks\/LICENSES\.md|(executors|generators|migrations)\.json|dist\/.*\.(js|mjs|d\.ts|json|sh|go|mod|template))$/;
  expect(files.filter((file) => !allowed.test(file) || /spec|testdata|fixture/.test(file))).toEqual([]);
});

test('package.json is exported, or executors would not be found', () => {
  expect(read('package.json').exports['./package.json']).toBe('./package.json');
  expect(Object.keys(read('package.json').dependencies)).toEqual(
    expect.arrayContaining(['@nx/devkit', 'execa', 'tslib']),
  );
  expect(read('package.json').dependencies.nx).toBeUndefined();
});

test('what is bundled is no dependency but for execa, and its license is there', () => {
  const licenses = readFileSync(join(dir, 'package', 'dist/chunks/LICENSES.md'), 'utf8');
  const bundled = [...licenses.matchAll(/^## (\S+) \d/gm)].map(([, name]) => name);
  expect(bundled).toEqual(expect.arrayContaining(['dotenv', 'dotenv-expand', 'execa', 'jsonc-parser', 'minimatch']));
  const both = Object.keys(read('package.json').dependencies).filter((name) => bundled.includes(name));
  expect(both).toEqual(['execa']);
});

test('a process loads few files of it', () => {
  const entries = [
    'dist/index.js',
    ...executors().map(({ implementation }) => `${implementation}.js`.replace('./', '')),
  ];
  for (const entry of entries) expect([entry, loadedBy(entry) < 20]).toEqual([entry, true]);
});

/** How many files of the package an entry requires before anything is called. */
function loadedBy(entry: string, seen = new Set<string>()): number {
  seen.add(entry);
  const text = readFileSync(join(dir, 'package', entry), 'utf8');
  for (const [, path] of text.matchAll(/^const \w+ = require\("(\.[^"]+)"\);$/gm)) {
    const file = posix.join(posix.dirname(entry), path);
    if (!seen.has(file)) loadedBy(file, seen);
  }
  return seen.size;
}
