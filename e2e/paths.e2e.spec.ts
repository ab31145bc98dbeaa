import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { suiteDir } from './support/suite';
import { which } from './support/which';
import { isReplay, Workspace } from './support/workspace';

const TEST = `package odd

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

func TestReads(t *testing.T) {
	if data, err := os.ReadFile("testdata/größe 'x' \\"y\\".txt"); err != nil || string(data) != "data" {
		t.Fatal(string(data), err)
	}
}

func TestStartsItself(t *testing.T) {
	if os.Getenv("ODD_CHILD") != "" {
		return
	}
	child := exec.Command(os.Args[0], "-test.run=TestStartsItself")
	child.Env = append(os.Environ(), "ODD_CHILD=1")
	if out, err := child.CombinedOutput(); err != nil || !strings.Contains(string(out), "PASS") {
		t.Fatal(string(out), err)
	}
}
`;

/** A workspace of that name with one project in a folder of that name, and an emulator in a folder of its own. */
async function workspaceWith(name: string, root: string, emulators: string): Promise<Workspace> {
  const files = {
    [`${root}/project.json`]: { name: 'svc' },
    [`${root}/go.mod`]: 'module example.com/odd\n\ngo 1.23\n',
    [`${root}/odd.go`]: 'package odd\n',
    [`${root}/odd_test.go`]: TEST,
    [`${root}/testdata/größe 'x' "y".txt`]: 'data',
  };
  const temporary = join(suiteDir(), `tmp of ${name}`);
  mkdirSync(temporary);
  const workspace = await Workspace.create({ name, files, env: { TMPDIR: temporary } });
  cpSync(which('qemu-aarch64'), join(workspace.path, emulators, 'qemu-aarch64'), { dereference: true });
  return workspace;
}

const packages = (passed: number, cached = false) => [
  { importPath: 'example.com/odd', outcome: 'passed', cached, tests: { passed, failed: 0, skipped: 0 }, failures: [] },
];

describe('both kinds of quotes, spaces and letters of other scripts, in workspace, project and temporary folder', () => {
  const root = `services/svc's "höme" 1`;
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await workspaceWith(`it's a "wörk" späce 東京`, root, 'tools');
  });
  afterAll(() => workspace.remove());

  const run = (...options: string[]) => workspace.nx(['run', 'svc:test-arm64', '--', ...options]);
  const summary = () => workspace.summary(root, 'arm64');

  test('tests run, and a test that starts itself', async () => {
    const { code, output } = await workspace.nx(['run', 'svc:test-arm64']);
    expect([code, output]).toEqual([0, expect.stringContaining('linux/arm64: runner namespace (')]);
    expect(summary()).toMatchObject({
      project: 'svc',
      outcome: 'passed',
      runner: { kind: 'namespace' },
      packages: packages(2),
    });
  });

  test('the result is replayed with its outputs', async () => {
    const before = summary();
    rmSync(join(workspace.path, 'dist'), { recursive: true });
    const again = await workspace.nx(['run', 'svc:test-arm64']);
    expect([again.code, isReplay(again)]).toEqual([0, true]);
    expect(summary()).toEqual(before);
  });

  test.each([
    ['nx test-arm64', ['test-arm64'], ''],
    ['nx run svc:test-arm64, further down', ['run', 'svc:test-arm64'], '/testdata'],
  ])('started inside the project: %s', async (_title, args, below) => {
    const again = await workspace.nx(args, { cwd: join(workspace.path, root) + below });
    expect([again.code, isReplay(again)]).toEqual([0, true]);
  });

  test('the emulator as a prefix, with coverage', async () => {
    const { code, output } = await run('--runner=qemu', '--run=TestReads', '--cover');
    expect([code, output]).toEqual([0, expect.stringContaining('runner qemu (')]);
    expect(summary()).toMatchObject({ outcome: 'passed', runner: { kind: 'qemu' }, packages: packages(1) });
    expect(workspace.read(`dist/go-cross/${root}/arm64/cover.out`)).toMatch(/^mode: /);
  });

  test.each(['namespace', 'qemu'])('an emulator below such a path cannot be told to Go: runner %s', async (runner) => {
    const { code, output } = await run('--qemuPath=tools/qemu-aarch64', `--runner=${runner}`);
    const message = 'Go cannot be told of a word with white space and both kinds of quotes: ';
    expect([code, output]).toEqual([1, expect.stringContaining(message)]);
    expect(output).toContain('for example through a symbolic link');
    expect(summary()).toMatchObject({ outcome: 'setupFailed', packages: [] });
  });

  test('a link to it, as the error says, can', async () => {
    const link = join(suiteDir(), 'qemu-link');
    symlinkSync(join(workspace.path, 'tools', 'qemu-aarch64'), link);
    const { code } = await run(`--qemuPath=${link}`);
    expect([code, summary().runner.emulator.path]).toEqual([0, link]);
  });
});

describe('a space in the path of the emulator, and a symbolic link above the workspace', () => {
  const emulators = `my "own" emulators`;
  let workspace: Workspace;
  let linked: string;
  beforeAll(async () => {
    workspace = await workspaceWith('späce', 'svc', emulators);
    const link = join(suiteDir(), 'link above');
    symlinkSync(dirname(workspace.path), link);
    linked = join(link, basename(workspace.path));
  });
  afterAll(() => workspace.remove());

  test.each([
    ['namespace', 2],
    ['qemu', 1],
  ])('runner %s', async (runner, passed) => {
    const options = [`--qemuPath=${emulators}/qemu-aarch64`, `--runner=${runner}`];
    const only = passed === 1 ? ['--run=TestReads'] : [];
    const { code, output } = await workspace.nx(['run', 'svc:test-arm64', '--', ...options, ...only]);
    expect([code, output]).toEqual([0, expect.stringContaining(`runner ${runner} (`)]);
    const emulator = { path: join(workspace.path, emulators, 'qemu-aarch64') };
    expect(workspace.summary('svc', 'arm64')).toMatchObject({
      outcome: 'passed',
      runner: { kind: runner, emulator },
      packages: packages(passed),
    });
  });

  test('a workspace below a link is the same workspace', async () => {
    const below = (...args: string[]) => workspace.nx(args, { cwd: linked, env: { PWD: linked } });
    const { code } = await below('run', 'svc:test-arm64');
    expect([code, workspace.summary('svc', 'arm64')]).toMatchObject([0, { outcome: 'passed', packages: packages(2) }]);
    const again = await below('run', 'svc:test-arm64');
    expect([again.code, isReplay(again)]).toEqual([0, true]);
    const direct = await workspace.nx(['run', 'svc:test-arm64']);
    expect([direct.code, isReplay(direct)]).toEqual([0, true]);
    expect(readFileSync(join(linked, 'dist/go-cross/svc/arm64/events.jsonl'), 'utf8')).toContain('TestStartsItself');
  });
});
