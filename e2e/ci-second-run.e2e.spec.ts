import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ciRepository, commit, PROJECT } from './support/ci-repository';
import { FILES, runLegs } from './support/ci-scripts';
import { isFull } from './support/suite';
import type { Workspace } from './support/workspace';

const PORTS = ['amd64', 's390x'];
/** A test of its own project for every way to look at files. */
const TESTS: Readonly<Record<string, string>> = {
  lists: 'if found, err := os.ReadDir("testdata"); err != nil || len(found) != 2 { t.Fatal(found, err) }',
  plain: 't.Parallel()',
  reads: 'if _, err := os.ReadFile("testdata/golden.txt"); err != nil { t.Fatal(err) }',
  stats: 'if _, err := os.Stat("testdata/golden.txt"); err != nil { t.Fatal(err) }',
};
const DATA = ['lists/testdata/a', 'lists/testdata/b/c', 'reads/testdata/golden.txt', 'stats/testdata/golden.txt'];

/** A test that leaves an empty file behind when it runs, outside of its module: Go's key does not hold that. */
const testOf = (name: string, started: string) => `package ${name}

import (
	"os"
	"runtime"
	"testing"
)

func TestFiles(t *testing.T) {
	if err := os.WriteFile("${started}/"+runtime.GOARCH+"-${name}", nil, 0o644); err != nil {
		t.Fatal(err)
	}
	${TESTS[name]!}
}
`;

/** Projects of one go.work share a `go test`, those of modules of their own have one each. */
const WORK = {
  'go.work': `go 1.23\n\nuse (\n${Object.keys(TESTS)
    .map((name) => `\t./${name}\n`)
    .join('')})\n`,
};

const CASES = [
  ['github', { goarch: 's390x', name: 's390x', runner: 'namespace' }, WORK],
  // In its containers PRoot is chosen.
  ...(isFull() ? [['gitlab', 's390x', {}] as const] : []),
] as const;

describe.each(CASES)('%s: a second run, with a fresh checkout and what Go kept', (ci, s390x, work) => {
  let workspace: Workspace;
  let started: string;
  beforeAll(async () => {
    workspace = await ciRepository();
    started = workspace.folder('started');
    await commit(workspace, {
      ...work,
      'package-lock.json': PROJECT['package-lock.json'],
      'nx.json': { ...PROJECT['nx.json'], plugins: [{ plugin: 'nx-go-cross', options: { ports: ['amd64', s390x] } }] },
      ...Object.fromEntries(
        Object.keys(TESTS).flatMap((name) => [
          [`${name}/go.mod`, `module example.com/${name}\n\ngo 1.23\n`],
          [`${name}/project.json`, { name }],
          [`${name}/${name}_test.go`, testOf(name, started)],
        ]),
      ),
      ...Object.fromEntries(DATA.map((file) => [file, 'one\n'])),
    });
    const options = [`--ci=${ci}`, '--affected=false', '--no-interactive'];
    const { code, output } = await workspace.nx(['g', 'nx-go-cross:ci-workflow', ...options]);
    if (code !== 0) throw new Error(output);
    await commit(workspace, {});
  });
  afterAll(() => workspace.remove());

  const stateOf = (port: string) => join(workspace.base, 'machines', port);

  /** The names of the tests that really ran, and of the projects whose results were Go's, in each port's leg. */
  async function run(change = (text: string) => text) {
    const machine = (port: string) => {
      // Each on a new machine, at the same paths.
      rmSync(stateOf(port), { recursive: true, force: true });
      mkdirSync(stateOf(port), { recursive: true });
      const nodeModules = join(workspace.path, 'node_modules');
      return { state: stateOf(port), nodeModules, emulators: ['qemu-s390x'] };
    };
    const env = { GITHUB_OUTPUT: '/dev/null' };
    const legs = await runLegs(change(workspace.read(FILES[ci])), { ci, repository: workspace.path, machine, env });
    expect(legs.filter(({ failed }) => failed !== undefined)).toEqual([]);
    const names = readdirSync(started).sort();
    for (const name of names) rmSync(join(started, name));
    return Object.fromEntries(
      PORTS.map((port) => [
        port,
        {
          ran: names.filter((name) => name.startsWith(port)).map((name) => name.slice(port.length + 1)),
          cached: Object.keys(TESTS).filter((name) => isCached(port, name)),
        },
      ]),
    );
  }

  function isCached(port: string, name: string): boolean {
    const file = join(stateOf(port), 'sources', 'dist', 'go-cross', name, port, 'summary.json');
    const { packages } = JSON.parse(readFileSync(file, 'utf8')) as { packages: { cached: boolean }[] };
    return packages.length === 1 && packages[0]!.cached;
  }

  const inEachLeg = (ran: readonly string[]) => {
    const cached = Object.keys(TESTS).filter((name) => !ran.includes(name));
    return Object.fromEntries(PORTS.map((port) => [port, { ran, cached }]));
  };

  test('nothing has changed: no test is started in any leg', async () => {
    expect(await run()).toEqual(inEachLeg(['lists', 'plain', 'reads', 'stats']));
    expect(await run()).toEqual(inEachLeg([]));
  });

  test('a file has changed, and not its size: its own tests are started', async () => {
    await commit(workspace, { 'reads/testdata/golden.txt': 'two\n' });
    expect(await run()).toEqual(inEachLeg(['reads']));
    await commit(workspace, { 'lists/testdata/a': 'two\n' });
    expect(await run()).toEqual(inEachLeg(['lists']));
  });

  test('without times that follow from the content all tests that look at files are started', async () => {
    const withNewTimes = (text: string) => text.replace('npx nx-go-cross file-times', 'true');
    expect(await run(withNewTimes)).toEqual(inEachLeg(['lists', 'reads', 'stats']));
  });
});
