import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { TestRun } from '../../events';
import { EMULATED } from '../../events/testdata/places';
import type { UnitRun } from '../../gotest';
import { explainCgo } from './explain-cgo';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(realpathSync(tmpdir()), 'explain-cgo-spec-'));
  const c =
    'package clib\n\n// static int two(void) { return 2; }\nimport "C"\n\nfunc Two() int { return int(C.two()) }\n';
  write('go.mod', 'module e\n\ngo 1.23\n');
  write('only/only.go', c);
  write('half/half.go', c);
  write('half/pure.go', 'package clib\n');
  write('tagged/tagged.go', '//go:build cgo\n\npackage tagged\n\nfunc Two() int { return 2 }\n');
  write('windows/windows.go', '//go:build windows\n\npackage windows\n');
  for (const name of ['only', 'half', 'tagged', 'windows']) {
    write(`use${name}/x_test.go`, `package x\n\nimport _ "e/${name}"\n`);
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

/** A package whose build failed with a text. */
async function explained(
  dir: string,
  build: string,
  mode: 'off' | 'dynamic' = 'off',
  outcome: 'build' | 'setup' = 'setup',
) {
  const run = new TestRun({ ...EMULATED, cgo: mode });
  run.apply({ Action: 'build-output', ImportPath: 'e/x', Output: build.replaceAll('ROOT', root) });
  run.apply({ Action: 'start', Package: 'e/x' });
  run.apply({ Action: 'output', Package: 'e/x', Output: `FAIL\te/x [${outcome} failed]\n` });
  run.apply({ Action: 'fail', Package: 'e/x', FailedBuild: 'e/x' });
  run.finish();
  const options = { packages: ['./...'], goFlags: [] };
  const unit = { go: 'go', dir: join(root, dir), env: process.env, port: EMULATED.port, options };
  await explainCgo({ run, unit, cancelled: false } as unknown as UnitRun, { mode });
  return run.packages.get('e/x')!.failures[0]!.diagnosis?.cause;
}

test.each<[string, string, string, string]>([
  ['no file without cgo', 'useonly', 'imports e/only: build constraints exclude all Go files in ROOT/only\n', 'e/only'],
  ['a tag', 'usetagged', 'imports e/tagged: build constraints exclude all Go files in ROOT/tagged\n', 'e/tagged'],
  [
    'some files without cgo',
    'usehalf',
    '# e/usehalf [e/usehalf.test]\n./x_test.go:5:9: undefined: clib.Two\n',
    'e/half',
  ],
  ['in the package itself', 'half', '# e/half\n./pure.go:5:9: undefined: Two\n', 'e/half'],
])('%s', async (_title, dir, build, importPath) => {
  const cause = await explained(dir, build);
  expect(cause).toContain(`cgo is off for linux/arm64, and ${importPath} has files that need it`);
});

test.each<[string, string, string, 'off' | 'dynamic']>([
  [
    'another constraint',
    'usewindows',
    'imports e/windows: build constraints exclude all Go files in ROOT/windows\n',
    'off',
  ],
  ['a misspelt name', 'usehalf', '# e/usehalf\n./x_test.go:5:9: undefined: other.Two\n', 'off'],
  ['cgo is on', 'useonly', 'imports e/only: build constraints exclude all Go files in ROOT/only\n', 'dynamic'],
])('%s is not for want of cgo', async (_title, dir, build, mode) => {
  expect(await explained(dir, build, mode)).toBeUndefined();
});
