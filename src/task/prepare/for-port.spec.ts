import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { TestRun } from '../../events';
import { EMULATED } from '../../events/testdata/places';
import type { UnitRun } from '../../gotest';
import { parsePort, portEnv } from '../../ports';
import { ownPackages } from '../options/own-packages';
import { isNothingForPort } from '../results/nothing-for-port';
import { forPort } from './for-port';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'for-port-spec-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** What real `go test` makes of the packages of a project `app` around another one, `app/inner`. */
async function goTest(files: Readonly<Record<string, string>>, port: string) {
  const all = { 'app/go.mod': 'module m/app\n\ngo 1.23\n', 'app/inner/i.go': 'package inner\n', ...files };
  for (const [file, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  const dir = join(root, 'app');
  const projects = { app: { root: 'app' }, inner: { root: 'app/inner' } };
  const context = { root, projectsConfigurations: { version: 2, projects } } as unknown as ExecutorContext;
  const packages = ownPackages(['./...'], dir, context);
  const unit = await forPort(
    { go: 'go', dir, env: { ...process.env }, port: parsePort(port), options: { packages, goFlags: [], args: [] } },
    ['./...'],
  );
  const argv = ['-c', '"$@" 2>&1; echo "code $?"', 'sh', 'go', 'test', '-exec=true', ...unit.options.packages];
  const text = execFileSync('sh', argv, { cwd: dir, env: { ...process.env, ...portEnv(unit.port) }, encoding: 'utf8' });
  const run = new TestRun(EMULATED);
  for (const line of text.split('\n')) run.applyText(line);
  run.finish();
  const isNothing = await isNothingForPort({ run, unit, exitCode: 1, cancelled: false } as unknown as UnitRun);
  return {
    tested: [...text.matchAll(/^(?:ok|\?|FAIL) +\t(\S+)/gm)].map(([, name]) => name).sort(),
    code: Number(/code (\d+)/.exec(text)?.[1]),
    isNothing,
  };
}

const only = (constraint: string, name: string) => `//go:build ${constraint}\n\npackage ${name}\n`;
const TEST = { 'app/app_test.go': only('amd64', 'app') };
const SUB = { 'app/sub/s.go': 'package sub\n' };
const INNER = { 'app/sub/deep/d.go': 'package deep\n' };

test.each<[string, Record<string, string>, string, object]>([
  ['all files of the root are for another port', { ...TEST, ...SUB }, 'arm64', { tested: ['m/app/sub'], code: 0 }],
  ['the same on that port', { ...TEST, ...SUB }, 'amd64', { tested: ['m/app', 'm/app/sub'], code: 0 }],
  [
    'one file is for all',
    { ...TEST, ...SUB, 'app/a.go': 'package app\n' },
    'arm64',
    { tested: ['m/app', 'm/app/sub'], code: 0 },
  ],
  ['by its name', { 'app/a_s390x.go': 'package app\n', ...SUB }, 'arm64', { tested: ['m/app/sub'], code: 0 }],
  ['a broken file is for the port', { 'app/a.go': 'package\n', ...SUB }, 'arm64', { code: 1, isNothing: false }],
  ['nothing is left', TEST, 'arm64', { tested: [], isNothing: true }],
  [
    'nothing is left, and there is a tag that nobody gives',
    { 'app/a.go': only('special', 'app') },
    'arm64',
    { tested: [], isNothing: false },
  ],
  [
    'a package below',
    { ...SUB, ...INNER, 'app/a.go': only('mips', 'app') },
    'arm64',
    { tested: ['m/app/sub', 'm/app/sub/deep'], code: 0 },
  ],
])('a project around another one, of which %s', async (_title, files, port, expected) => {
  expect(await goTest(files, port)).toMatchObject(expected);
});
