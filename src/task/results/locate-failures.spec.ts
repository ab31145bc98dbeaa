import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestRun } from '../../events';
import { NATIVE } from '../../events/testdata/places';
import { locateFailures } from './locate-failures';

const SOURCE = `package svc

import "testing"

func TestX(t *testing.T) {
	t.Log("before")
	t.Errorf("wrong")
	t.Log("after")
	check(t, 1)
	assert.Equal(t, 1, 2)
	t.Logf("%d", 1)
	t.Fatal("end")
}
`;
const MESSAGE = (line: number) => `    x_test.go:${line}: text ${line}\n`;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'locate-failures-spec-'));
  mkdirSync(join(root, 'svc', 'deep'), { recursive: true });
  writeFileSync(join(root, 'svc', 'deep', 'x_test.go'), SOURCE);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const PACKAGE = 'm/svc/deep';
const folderOf = (path: string) => (path.startsWith('m/') ? path.slice('m/'.length) : undefined);

function located(output: string, { at = root, importPath = PACKAGE, test = 'TestX' } = {}) {
  const run = new TestRun(NATIVE);
  const event = { Package: importPath, ...(test === '' ? {} : { Test: test }) };
  if (test !== '') run.apply({ ...event, Action: 'run' });
  for (const line of output.split(/(?<=\n)/)) run.apply({ ...event, Action: 'output', Output: line });
  if (test !== '') run.apply({ ...event, Action: 'fail' });
  run.apply({ Package: importPath, Action: 'fail' });
  run.finish();
  locateFailures(run, { root: at, dir: join(at, 'svc'), folderOf });
  const [failure] = run.packages.get(importPath)!.failures;
  return failure?.file === undefined ? undefined : `${failure.file}:${failure.line}`;
}

const HERE = 'svc/deep/x_test.go';

test.each<[string, string, string | undefined]>([
  ['an error after a log', MESSAGE(6) + MESSAGE(7), `${HERE}:7`],
  ['the first of several', MESSAGE(6) + MESSAGE(7) + MESSAGE(8) + MESSAGE(12), `${HERE}:7`],
  ['a fatal error after logs', MESSAGE(8) + MESSAGE(11) + MESSAGE(12), `${HERE}:12`],
  ['a helper that calls t.Helper, after a log', MESSAGE(8) + MESSAGE(9), `${HERE}:9`],
  ['an assertion of a library', MESSAGE(6) + MESSAGE(10), `${HERE}:10`],
  ['only logs, and t.Fail without a word: the last of them', MESSAGE(6) + MESSAGE(8), `${HERE}:8`],
  ['a subtest', `        x_test.go:7: deeper\n`, `${HERE}:7`],
  ['a file that is not there', '    gone_test.go:7: text\n', 'svc/deep/gone_test.go:7'],
  ['a whole path, as -fullpath has it with -trimpath', `    ${PACKAGE}/x_test.go:7: text\n`, `${HERE}:7`],
  ['no message', 'printed\n', undefined],
  [
    'a panic after a log',
    `${MESSAGE(6)}panic: boom\n\ngoroutine 7 [running]:\nx\n\t/go/src/testing/testing.go:9 +0x1\nm\n\tROOT/svc/svc.go:3 +0x1d\n`,
    'svc/svc.go:3',
  ],
  ['a panic with -trimpath', 'panic: boom\n\ngoroutine 7 [running]:\nm\n\tm/svc/deep/x_test.go:5 +0x1d\n', `${HERE}:5`],
  [
    'an error, and then a panic',
    `${MESSAGE(7)}panic: boom\n\ngoroutine 7 [running]:\nm\n\tROOT/svc/svc.go:3 +0x1d\n`,
    `${HERE}:7`,
  ],
])('%s', (_title, output, expected) => {
  expect(located(output.replace('ROOT', root))).toBe(expected);
});

test('a build failure lies where the compiler says, as seen from the folder that go ran in', () => {
  expect(located('# m/svc/deep\ndeep/x.go:3:5: undefined: y\nFAIL\tm/svc/deep [build failed]\n', { test: '' })).toBe(
    'svc/deep/x.go:3',
  );
  expect(located('# m\n/go/src/fmt/print.go:3:5: odd\n../lib/lib.go:1:1: no\n', { test: '' })).toBe('lib/lib.go:1');
});

test('a workspace that was entered through a link', () => {
  const link = `${root}-link`;
  symlinkSync(root, link);
  try {
    expect(located(`panic: x\n\ngoroutine 1 [running]:\nm\n\t${root}/svc/svc.go:3 +0x1d\n`, { at: link })).toBe(
      'svc/svc.go:3',
    );
  } finally {
    rmSync(link);
  }
});

test('a package from elsewhere has no place in the workspace', () => {
  expect(located(MESSAGE(7), { importPath: 'example.org/x' })).toBeUndefined();
});
