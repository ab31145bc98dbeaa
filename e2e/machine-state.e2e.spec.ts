import { chmodSync, chownSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { which } from './support/which';
import { isReplay, Workspace } from './support/workspace';

const TEST = `package svc

import (
	"os"
	"syscall"
	"testing"
)

func TestTemp(t *testing.T) {
	if err := os.WriteFile(t.TempDir()+"/x", nil, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestOwner(t *testing.T) {
	if os.Getenv("LOOK_AT_OWNERS") == "" {
		t.Skip("not asked for")
	}
	info, err := os.Stat("/etc/passwd")
	if err != nil {
		t.Fatal(err)
	}
	if owner := info.Sys().(*syscall.Stat_t).Uid; owner != 0 {
		t.Errorf("/etc/passwd belongs to %d, not to root", owner)
	}
}
`;

const files = {
  'nx.json': {
    analytics: false,
    neverConnectToCloud: true,
    plugins: [{ plugin: 'nx-go-cross', options: { ports: ['amd64', 'arm64', 'arm'] } }],
  },
  'svc/go.mod': 'module example.com/svc\n\ngo 1.23\n',
  'svc/project.json': { name: 'svc' },
  'svc/svc_test.go': TEST,
};

let root: Workspace;
let user: Workspace;
beforeAll(async () => {
  root = await Workspace.create({ files });
  user = await Workspace.create({ files, user: true });
});
afterAll(() => [root, user].forEach((one) => one.remove()));

const nx = (task: string) => ['node_modules/.bin/nx', 'run', task, '--skip-nx-cache'];

test('a home folder that is mounted noexec does not make the host a foreign machine', async () => {
  const state = root.folder('noexec');
  const mounted = ['unshare', '--mount', 'sh', '-c', 'mount -t tmpfs -o noexec none "$0" && exec "$@"', state];
  const ended = await root.run([...mounted, ...nx('svc:test-amd64')], { env: { XDG_CACHE_HOME: state } });
  expect([ended.code, ended.output]).toEqual([0, expect.any(String)]);
  expect(root.summary('svc', 'amd64').runner.kind).toBe('native');
});

test.each([
  ['where there is nothing', undefined],
  ['where somebody put a link', 'link'],
  ['where somebody put a folder with a program', 'program'],
])('without a home, in a shared folder for temporary files: %s', async (_title, planted) => {
  const shared = user.folder('shared');
  chmodSync(shared, 0o1777);
  const [path, trace] = [join(shared, 'nx-go-cross-65534'), join(shared, 'trace')];
  const elsewhere = join(user.folder('elsewhere'), 'state');
  if (planted !== undefined) {
    const folder = planted === 'link' ? elsewhere : path;
    mkdirSync(join(folder, 'probes'), { recursive: true });
    for (const one of [folder, join(folder, 'probes')]) {
      chmodSync(one, 0o755);
      chownSync(one, planted === 'link' ? 65_534 : 4_242, 65_534);
    }
    writeFileSync(join(folder, 'probes', 'probe-arm64'), `#!/bin/sh\n: > ${trace}\n`, { mode: 0o755 });
  }
  if (planted === 'link') symlinkSync(elsewhere, path);
  const before = planted === 'link' ? readdirSync(elsewhere, { recursive: true }) : [];
  const env = { HOME: '/nonexistent', XDG_CACHE_HOME: '', TMPDIR: shared };
  const ended = await user.run(nx('svc:test-arm64'), { env });
  expect([ended.code, ended.output]).toEqual([0, expect.any(String)]);
  // A folder of one's own is safe in a sticky one. Anything else is left as it was, and nothing is put beside it.
  expect(readdirSync(shared).filter((name) => name.startsWith('nx-go-cross'))).toEqual(['nx-go-cross-65534']);
  expect(readdirSync(shared)).not.toContain('trace');
  if (planted === 'link') expect(readdirSync(elsewhere, { recursive: true })).toEqual(before);
});

test('a relative TMPDIR is one of the project’s folder, as it is for go test', async () => {
  mkdirSync(join(root.path, 'svc', 'tmp'));
  const env = { TMPDIR: 'tmp', XDG_CACHE_HOME: root.folder('xdg') };
  const ended = await root.run(nx('svc:test-arm64'), { env });
  expect([ended.code, ended.output]).toEqual([0, expect.any(String)]);
  expect(readdirSync(join(root.path, 'svc', 'tmp'))).toEqual([]);
  rmSync(join(root.path, 'svc', 'tmp'), { recursive: true });
});

test('what a limit of a shell did to the probe is forgotten, what a crash did to it is mended', async () => {
  const env = { XDG_CACHE_HOME: root.folder('xdg') };
  const limited = ['sh', '-c', 'ulimit -v 4000000; exec "$@"', 'sh'];
  expect((await root.run([...limited, ...nx('svc:test-arm')], { env })).output).toMatch(/ulimit|Unable to reserve/);
  expect((await root.run(nx('svc:test-arm'), { env })).code).toBe(0);
  const state = join(env.XDG_CACHE_HOME, 'nx-go-cross');
  for (const folder of ['facts', 'probes'])
    for (const name of readdirSync(join(state, folder))) writeFileSync(join(state, folder, name), '');
  expect((await root.run(nx('svc:test-arm'), { env })).code).toBe(0);
  const [probe] = readdirSync(join(state, 'probes')).filter((name) => !name.endsWith('.json'));
  writeFileSync(join(state, 'probes', probe!), '');
  const doctor = await root.run(['node_modules/.bin/nx-go-cross', 'doctor', '--port', 'arm'], { env });
  expect([doctor.code, doctor.stdout]).toEqual([
    0,
    expect.stringContaining(`mended: ${state}/probes/${probe}: a damaged`),
  ]);
});

test('a version manager’s shim: a pass of one Go is not one of another', async () => {
  const shim = [
    'dir=$PWD; while [ ! -f "$dir/.go-version" ]; do dir=$(dirname "$dir"); done',
    '[ "$(cat "$dir/.go-version")" = here ] || { echo "this version is not installed" >&2; exit 1; }',
    `exec ${which('go')} "$@"`,
  ];
  const env = { PATH: `${root.tool('go', shim.join('\n'))}:${process.env.PATH}` };
  const states = [];
  for (const version of ['here', 'here', 'elsewhere', 'here']) {
    root.write('.go-version', version);
    const ended = await root.nx(['run', 'svc:test-amd64'], { env });
    states.push([ended.code, isReplay(ended)]);
  }
  expect(states).toEqual([
    [0, false],
    [0, true],
    [1, false],
    [0, true],
  ]);
});

test('a test that a user namespace shows other owners is told so', async () => {
  const { code, output } = await user.run(nx('svc:test-arm64'), { env: { LOOK_AT_OWNERS: '1' } });
  if (user.summary('svc', 'arm64').runner.kind !== 'namespace') return console.warn('not tested: no private namespace');
  expect([code, output]).toEqual([
    1,
    expect.stringMatching(/cause: .*user namespace[\s\S]*remedy: .*'proot' or 'qemu'/),
  ]);
  expect(
    (await user.run([...nx('svc:test-arm64'), '--', '--runner=qemu'], { env: { LOOK_AT_OWNERS: '1' } })).code,
  ).toBe(0);
});
