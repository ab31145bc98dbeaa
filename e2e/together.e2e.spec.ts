import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { isReplay, Workspace } from './support/workspace';

const TEST = `package svc

import "testing"

func TestOne(t *testing.T) {}
func TestTwo(t *testing.T) {}
`;

let workspace: Workspace;
beforeAll(async () => {
  const files = {
    'svc/go.mod': 'module example.com/svc\n\ngo 1.23\n',
    'svc/project.json': { name: 'svc' },
    'svc/svc_test.go': TEST,
  };
  workspace = await Workspace.create({ files });
});
afterAll(() => workspace.remove());

/** How many tests the results of the last run tell of: its summary, its events and its junit.xml. */
function told(): number[] {
  const file = (name: string) => workspace.read(`dist/go-cross/svc/amd64/${name}`);
  const [one] = workspace.summary('svc', 'amd64').packages;
  return [
    one.tests.passed,
    file('events.jsonl').match(/"Action":"pass","Package":"[^"]*","Test"/g)!.length,
    file('junit.xml').match(/<testcase /g)!.length,
  ];
}

test('two commands at once on one target: Nx keeps of each what it has given', async () => {
  const one = ['run', 'svc:test-amd64', '--run=^TestOne$'];
  const both = ['run', 'svc:test-amd64', '--shuffle=off'];
  const ended = await Promise.all(
    [one, both, [...one, '--failfast'], [...both, '--failfast']].map((argv) => workspace.nx(argv)),
  );
  expect(ended.map(({ code, output }) => (code === 0 ? 0 : output))).toEqual([0, 0, 0, 0]);
  for (const [argv, count] of [
    [one, 1],
    [both, 2],
    [[...one, '--failfast'], 1],
    [[...both, '--failfast'], 2],
  ] as const) {
    rmSync(join(workspace.path, 'dist'), { recursive: true });
    const again = await workspace.nx(argv);
    expect([isReplay(again), ...told()]).toEqual([true, count, count, count]);
  }
});
