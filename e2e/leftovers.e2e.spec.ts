import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Workspace } from './support/workspace';

const testFile = (body: string, imports: readonly string[]) =>
  `package p\n\nimport (\n${imports.map((name) => `\t"${name}"\n`).join('')})\n\n${body}`;

/** A tree as Go's module cache is, and a panic that keeps t.TempDir from being removed. */
const LOCKED = `func TestLocked(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mod")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "a.go"), nil, 0o444); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	done := make(chan bool)
	go func() { defer close(done); panic("in the middle") }()
	<-done
}
`;

const TEMPORARY = `func TestTempDirIsWhereGoPutsIt(t *testing.T) {
	if got := filepath.Dir(filepath.Dir(t.TempDir())); got != os.TempDir() {
		t.Errorf("t.TempDir lies in %s, plain go test puts it in %s", got, os.TempDir())
	}
	if value, ok := os.LookupEnv("GOTMPDIR"); ok {
		t.Errorf("GOTMPDIR is %q", value)
	}
}
`;

const CRASHES = `func TestProgramCrashes(t *testing.T) {
	if os.Getenv("CRASH") != "" {
		var m map[string]int
		m["a"] = 1
	}
	program := exec.Command(os.Args[0], "-test.run=^TestProgramCrashes$")
	program.Env = append(os.Environ(), "CRASH=1", "GOTRACEBACK=crash")
	if err := program.Run(); err == nil {
		t.Fatal("it did not crash")
	}
}
`;

const FILLS = `func TestFills(t *testing.T) {
	if _, err := os.Stat("../mended"); err == nil {
		return
	}
	file, err := os.Create("../dist/filler")
	if err != nil {
		t.Fatal(err)
	}
	for size := 1 << 20; size > 0; size /= 2 {
		for err = nil; err == nil; {
			_, err = file.Write(make([]byte, size))
		}
	}
	t.Fatalf("filled: %v %s", err, strings.Repeat("x", 1<<20))
}
`;

const PROJECTS: Readonly<Record<string, string>> = {
  locked: testFile(LOCKED, ['os', 'path/filepath', 'testing']),
  temporary: testFile(TEMPORARY, ['os', 'path/filepath', 'testing']),
  crashes: testFile(CRASHES, ['os', 'os/exec', 'testing']),
};
const FILLING = testFile(FILLS, ['os', 'strings', 'testing']);
/** Both tasks in one process, which no full disk may end. */
const FULL_DISK = `set -e
mount -t tmpfs -o size=1m none dist
nx() { node_modules/.bin/nx "$@" || echo "ended with $?"; }
nx run-many -t test-amd64 -p fills temporary --batch --skip-nx-cache
cp dist/go-cross/fills/amd64/summary.json first.json
cp dist/go-cross/temporary/amd64/summary.json other.json || :
touch mended
rm dist/filler
nx run fills:test-amd64 --skip-nx-cache
cp dist/go-cross/fills/amd64/summary.json second.json
`;

const PORTS = ['amd64', 'arm64'];

let workspace: Workspace;
beforeAll(async () => {
  const files = Object.entries({ ...PROJECTS, fills: FILLING }).flatMap(([name, text]) => [
    [`${name}/go.mod`, `module example.com/${name}\n\ngo 1.23\n`],
    [`${name}/project.json`, { name }],
    [`${name}/p_test.go`, text],
  ]);
  workspace = await Workspace.create({ files: Object.fromEntries(files), user: true });
});
afterAll(() => workspace.remove());

const outcomes = () =>
  Object.fromEntries(
    Object.keys(PROJECTS).map((name) => [name, PORTS.map((id) => workspace.summary(name, id).outcome)]),
  );

test('what tests of an ordinary user leave behind: read-only folders, core files, long paths', async () => {
  const script =
    'ulimit -S -c "$(ulimit -H -c)"; exec node_modules/.bin/nx run-many -t test-amd64 test-arm64 --exclude=fills';
  const { output } = await workspace.run(['sh', '-c', script]);
  expect(outcomes()).toEqual({
    locked: ['failed', 'failed'],
    temporary: ['passed', 'passed'],
    crashes: ['passed', 'passed'],
  });
  expect(output).toContain('panic: in the middle');
  expect(output).not.toContain('EACCES');
  for (const name of Object.keys(PROJECTS)) {
    expect(readdirSync(`${workspace.path}/${name}`).sort()).toEqual(['go.mod', 'p_test.go', 'project.json']);
  }
  workspace.write('locked/p_test.go', testFile('func TestFine(t *testing.T) {}\n', ['testing']));
  expect((await workspace.nx(['run', 'locked:test-ports'])).code).toBe(0);
  expect(outcomes().locked).toEqual(['passed', 'passed']);
});

test('a test that fills the disk of the results has a result, and its target runs again', async () => {
  mkdirSync(join(workspace.path, 'dist'), { recursive: true });
  const { output } = await workspace.run(['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c', FULL_DISK], {
    // Nx sees root of a namespace where the folder is another user's.
    env: { NX_ALLOW_INSECURE_DIRECTORIES: 'true' },
  });
  expect(output).toContain('ended with 1');
  const outcome = (file: string) => JSON.parse(workspace.read(file)).outcome;
  expect([outcome('first.json'), outcome('second.json')]).toEqual(['failed', 'passed']);
  expect(output).not.toMatch(/uncaught|at .*\.js:\d+/i);
});
