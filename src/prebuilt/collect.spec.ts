import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capture } from '../process';
import { collectBinaries, collectLaunch } from './collect';

let root: string;
let scratch: string;
let folder: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'collect-spec-')));
  [scratch, folder] = [join(root, 'scratch'), join(root, 'dist')];
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** As cmd/go starts an exec program: the binary is in a folder of its own below $WORK, which is gone afterwards. */
async function exec(build: string, name: string, dir: string, args: readonly string[]): Promise<void> {
  const work = join(scratch, 'go-build1', build);
  mkdirSync(work, { recursive: true });
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(work, name), `binary of ${dir}`);
  const env = { PATH: process.env.PATH, PWD: dir };
  const { exitCode, stderr } = await capture([...collectLaunch(), join(work, name), ...args], { cwd: dir, env });
  expect([exitCode, stderr]).toEqual([0, '']);
  rmSync(join(work, name));
}

const EVERY_RUN = ['-test.paniconexit0', '-test.v=test2json', '-test.timeout=10m0s', '-test.coverprofile=x'];

test('binaries of one name, each with its folder and the flags of its own', async () => {
  await exec('b001', 'api.test', join(root, 'a/api'), EVERY_RUN);
  await exec('b002', 'api.test', join(root, 'b/api'), [...EVERY_RUN, '-test.cpu=1', '-own', 'a b\nc']);
  expect(collectBinaries(scratch, { folder, root })).toEqual({
    binaries: [
      { dir: join(root, 'a/api'), workspaceDir: 'a/api', file: 'packages/a/api/api.test', args: [] },
      {
        ...{ dir: join(root, 'b/api'), workspaceDir: 'b/api', file: 'packages/b/api/api.test' },
        args: ['-test.cpu=1', '-own', 'a b\nc'],
      },
    ],
    metaFiles: [],
  });
  const second = join(folder, 'packages/b/api/api.test');
  expect(readFileSync(second, 'utf8')).toBe(`binary of ${join(root, 'b/api')}`);
  expect(statSync(second).mode & 0o777).toBe(0o755);
});

test('a package outside of the workspace is told and not kept', async () => {
  await exec('b001', 'x.test', join(root, 'modcache/x'), []);
  mkdirSync(join(root, 'workspace'));
  const { binaries } = collectBinaries(scratch, { folder, root: join(root, 'workspace') });
  expect(binaries).toEqual([{ dir: join(root, 'modcache/x'), args: [] }]);
  expect(existsSync(folder)).toBe(false);
});

test('of -coverpkg, the very files that the list names', async () => {
  const work = join(scratch, 'go-build1');
  const coverDir = join(work, 'b001', 'gocoverdir');
  for (const build of ['b001', 'b007']) {
    mkdirSync(join(work, build), { recursive: true });
    writeFileSync(join(work, build, 'covmeta.abc'), `from ${build}`);
  }
  mkdirSync(coverDir);
  const list = { ImportPaths: ['example.com/x'], MetaFileFragments: [join(work, 'b007', 'covmeta.abc')] };
  writeFileSync(join(coverDir, 'metafiles.txt'), JSON.stringify(list));
  await exec('b001', 'a.test', join(root, 'a'), [`-test.gocoverdir=${coverDir}`]);
  await exec('b002', 'b.test', join(root, 'b'), [`-test.gocoverdir=${coverDir}`]);
  const { metaFiles } = collectBinaries(scratch, { folder, root });
  expect(metaFiles).toEqual([{ importPath: 'example.com/x', file: 'coverage/covmeta.abc' }]);
  expect(readFileSync(join(folder, 'coverage/covmeta.abc'), 'utf8')).toBe('from b007');
});
