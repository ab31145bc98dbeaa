import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PackageReads } from '../../task-key';
import { fileFacts } from './file-facts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'file-facts-'));
  for (const folder of ['svc/testdata', 'build']) mkdirSync(join(root, folder), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const FILES = ['.env', 'svc/local.json', 'svc/testdata/big.bin', 'svc/gen.pb.go', 'shared/a b.json', 'svc/tracked.log'];
const reads = (rest: Partial<PackageReads> = {}): PackageReads => ({
  ...{ importPath: 'e/svc', dir: join(root, 'svc'), variables: [], files: FILES, folders: ['build', 'svc'] },
  ...rest,
});
const ignored = () => {
  const facts = fileFacts(root, [reads()]);
  return [...FILES, 'build', 'svc'].filter((path) => facts.isIgnored(path));
};

const git = (...args: string[]) => execFileSync('git', args, { cwd: root, stdio: 'ignore' });

test('what git ignores, tracked or not, without what is in the digests of ignored files', () => {
  git('init', '-q');
  writeFileSync(join(root, '.gitignore'), '.env\nlocal.json\n*.bin\n*.pb.go\n*.log\nbuild/\n');
  writeFileSync(join(root, 'svc/tracked.log'), '');
  git('add', '-f', 'svc/tracked.log');
  expect(ignored()).toEqual(['.env', 'svc/local.json', 'svc/tracked.log', 'build']);
});

test('what .nxignore lists', () => {
  git('init', '-q');
  writeFileSync(join(root, '.nxignore'), 'shared\n');
  expect(ignored()).toEqual(['shared/a b.json']);
});

test('outside of a git checkout the same: Nx goes by the patterns there, too', () => {
  writeFileSync(join(root, '.gitignore'), '.env\n');
  expect(ignored()).toEqual(['.env']);
});

test('variables that the tests of a package set', () => {
  writeFileSync(
    join(root, 'svc/a_test.go'),
    'package svc\n\nfunc TestA(t *testing.T) {\n\tt.Setenv("SET", "1")\n\tcmd.Env = append(os.Environ(), "CHILD=1")\n\tos.Getenv("READ")\n}\n',
  );
  writeFileSync(join(root, 'svc/a.go'), 'package svc\n\nfunc init() { os.Setenv("PRODUCT", "1") }\n');
  symlinkSync('nowhere', join(root, 'svc/dangling_test.go'));
  const facts = fileFacts(root, []);
  const isSet = (name: string, dir = 'svc') => facts.setsVariable(reads({ dir: join(root, dir) }), name);
  expect(['SET', 'CHILD', 'READ', 'PRODUCT', 'SE'].filter((name) => isSet(name))).toEqual(['SET', 'CHILD']);
  expect(isSet('SET', 'nowhere')).toBe(false);
});
