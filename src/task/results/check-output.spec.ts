import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CHECK } from '../../executors/check/check.kind';
import { TEST } from '../../executors/test/test.kind';
import { TEST_BINARIES } from '../../executors/test-binaries/test-binaries.kind';
import type { KindFacts } from '../options/kind-facts';
import { checkOutput } from './check-output';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'check-output-')));
  mkdirSync(join(root, 'apps/svc/testdata'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function check(outputDir: string, kind: KindFacts = TEST): string {
  const [dir, resultsDir] = [join(root, 'apps/svc'), join(root, 'dist/go-cross')];
  try {
    checkOutput({ root, dir, outputDir: join(root, outputDir), resultsDir, kind });
    return 'taken';
  } catch (error) {
    return (error as Error).message.replace(root, '');
  }
}

const OURS = '{"schema":1,"project":"svc","port":{"id":"arm64"}}';
const RESULTS = { 'events.jsonl': '', 'summary.json': OURS, 'junit.xml': '', 'cover.out': '', 'cover.out.before': '' };

test.each<[string, Record<string, string>, KindFacts, string]>([
  ['nothing', {}, TEST, 'taken'],
  ['earlier results', RESULTS, TEST, 'taken'],
  ['what a killed run leaves', { 'events.jsonl': '' }, CHECK, 'taken'],
  ['a full disk’s summary', { 'summary.json': '' }, TEST, 'taken'],
  ['a summary of others', { 'summary.json': '{"total":3}' }, TEST, 'summary.json'],
  ['a summary that is no JSON', { 'summary.json': 'total' }, TEST, 'summary.json'],
  ['a summary that is null', { 'summary.json': 'null' }, TEST, 'summary.json'],
  ['results and a file', { ...RESULTS, 'a.txt': '' }, TEST, 'a.txt'],
  ['a file', { 'z.txt': '' }, TEST, 'z.txt'],
  ['a folder', { 'sub/events.jsonl': '' }, TEST, 'sub'],
  ['test binaries', { 'binaries/manifest.json': '{}', ...RESULTS }, TEST_BINARIES, 'taken'],
  ['test binaries alone', { 'binaries/manifest.json': '{}' }, TEST_BINARIES, 'taken'],
  ['half of a build', { 'binaries/packages/x.test': '', 'events.jsonl': '' }, TEST_BINARIES, 'taken'],
  ['binaries of others', { 'binaries/tool': '' }, TEST_BINARIES, 'binaries'],
  ['test binaries, for the tests', { 'binaries/manifest.json': '{}' }, TEST, 'binaries'],
])('a folder with %s', (_title, files, kind, expected) => {
  mkdirSync(join(root, 'out'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, 'out', name)), { recursive: true });
    writeFileSync(join(root, 'out', name), text);
  }
  const before = readdirSync(root, { recursive: true });
  const refused = `Option 'outputDir' is /out, which holds something that is no result of nx-go-cross: ${expected}. Nothing was written.`;
  expect(check('out', kind)).toBe(expected === 'taken' ? 'taken' : refused);
  expect(readdirSync(root, { recursive: true })).toEqual(before);
});

test.each(['', 'apps', 'apps/svc', 'link'])('the project lies in %j', (outputDir) => {
  symlinkSync('apps', join(root, 'link'));
  expect(check(outputDir)).toMatch(/, which holds the project itself; /);
});

test.each([
  ['missing', 'taken'],
  ['apps/svc/out', 'taken'],
  ['dist/go-cross/apps/svc/arm64', 'taken'],
  ['dist/go-cross', "Option 'outputDir' is /dist/go-cross, which holds something"],
])('%s, beside the results of others: %s', (outputDir, expected) => {
  mkdirSync(join(root, 'dist/go-cross/apps/svc/arm64/nested-project'), { recursive: true });
  expect(check(outputDir).slice(0, expected.length)).toBe(expected);
});
