import { appendFileSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { EDITS, type Editor } from './affected/edits';
import { PORTS, ROOTS, workspaceFiles } from './affected/files';
import { askGo, difference, type Oracle } from './affected/oracle';
import { isFull } from './support/suite';
import { NX_VERSIONS, type NxVersion } from './support/template';
import { Workspace } from './support/workspace';

const TARGETS = PORTS.map((port) => `test-${port}`);
/** What else is inferred, by what is asked for in one command, and the ports that each target stands for. */
const OTHERS: readonly Readonly<Record<string, readonly string[]>>[] = [
  { 'test-ports': PORTS },
  { coverage: PORTS },
  { 'check-s390x': ['s390x'], 'keep-arm64': ['arm64'] },
];
const TASKS = Object.keys(ROOTS).flatMap((project) => PORTS.map((port) => `${project}:${port}`));

/** One workspace per version of Nx, the same files in each of them. */
const workspaces = new Map<NxVersion, Workspace>();
let before: Oracle;

beforeAll(async () => {
  for (const nx of NX_VERSIONS) workspaces.set(nx, await workspaceFor(nx));
  before = await askGo(workspaces.get('24.0.6')!);
});
afterAll(() => workspaces.forEach((workspace) => workspace.remove()));

async function workspaceFor(nx: NxVersion): Promise<Workspace> {
  const others = { checkPorts: ['s390x'], binariesTargetName: 'keep', coverageTargetName: 'coverage' };
  const plugin = { plugin: 'nx-go-cross', options: { ports: PORTS, ...others } };
  const nxJson = { analytics: false, neverConnectToCloud: true, plugins: [plugin], affected: { legacy: false } };
  const files = { ...workspaceFiles(), 'nx.json': nxJson };
  // Nx 23 has the choice by task as an option that is off unless asked for.
  const workspace = await Workspace.create({ nx, files, env: { NX_LEGACY_AFFECTED: 'false' } });
  await workspace.must(['git', 'add', '.']);
  await workspace.must(['git', '-c', 'user.name=x', '-c', 'user.email=x@x', 'commit', '-qm', 'x']);
  return workspace;
}

function editorOf(workspace: Workspace): Editor {
  const at = (file: string) => join(workspace.path, file);
  return {
    write: (file, text) => workspace.write(file, text),
    append: (file, text) => appendFileSync(at(file), text),
    replace: (file, from, to) => workspace.write(file, readFileSync(at(file), 'utf8').replace(from, to)),
    remove: (file) => rmSync(at(file), { recursive: true }),
    rename: (from, to) => renameSync(at(from), at(to)),
  };
}

/** The tasks that `nx affected` would run. */
async function tasksOf(workspace: Workspace, targets: readonly string[]): Promise<string[]> {
  const { code, output } = await workspace.nx(['affected', '-t', targets.join(), '--base=HEAD', '--graph=out.json']);
  if (code !== 0) throw new Error(output);
  const { tasks } = JSON.parse(readFileSync(join(workspace.path, 'out.json'), 'utf8')).tasks;
  rmSync(join(workspace.path, 'out.json'));
  return Object.keys(tasks).sort();
}

/** The tests that `nx affected` would run, as `project:port`. */
async function affected(workspace: Workspace): Promise<string[]> {
  return (await tasksOf(workspace, TARGETS)).map((id) => id.replace(':test-', ':')).sort();
}

async function undo(workspace: Workspace): Promise<void> {
  await workspace.must(['git', 'checkout', '-q', '.']);
  await workspace.must(['git', 'clean', '-fdq']);
}

test('with no edit, nothing is selected', async () => {
  for (const workspace of workspaces.values()) expect(await affected(workspace)).toEqual([]);
  expect([...before.keys()].sort()).toEqual([...TASKS].sort());
});

if (!isFull())
  process.stdout.write('affected: every second edit is tried, few of them before Nx 24; npm run test:full tries all\n');

describe('an edit selects what Go says that it can change', () => {
  // Few edits on all versions of Nx: what differs between those is how they select, not what.
  const all = EDITS.map((edit, index) => [edit.title, edit, isFull() || index % 12 === 0] as const);
  test.each(all.filter((_row, index) => isFull() || index % 2 === 0))(
    '%s',
    async (_title, { make, accepted = [] }, onAll) => {
      let oracle: string[] = [];
      const selected = new Map<NxVersion, string[]>();
      for (const [nx, workspace] of workspaces) {
        if (nx !== '24.0.6' && !onAll) continue;
        try {
          make(editorOf(workspace));
          if (nx === '24.0.6') oracle = difference(before, await askGo(workspace));
          selected.set(nx, await affected(workspace));
        } finally {
          await undo(workspace);
        }
      }
      const exact = [...new Set([...oracle, ...accepted])].sort();
      expect(selected.get('24.0.6')).toEqual(exact);
      if (!onAll) return;
      expect(selected.get('23.3.2')).toEqual(exact);
      expect(selected.get('22.7.12')).toEqual(expect.arrayContaining(oracle));
    },
  );
});

describe('an edit selects every target that stands for tests which it selects', () => {
  const kinds = [
    ...['its file for s390x', 'its testdata', 'a source file that many import'],
    ...['go.mod of a module with several projects', 'an option in nx.json'],
  ];
  const ON_ALL = ['its file for s390x'];
  test.each(kinds)('%s', async (title) => {
    const { make, accepted = [] } = EDITS.find((edit) => edit.title === title)!;
    const newest = workspaces.get('24.0.6')!;
    const oracle = await changed(newest, make, async () => difference(before, await askGo(newest)));
    const exact = othersFor([...oracle, ...accepted]);
    const found = async ([nx, workspace]: readonly [NxVersion, Workspace]) =>
      [nx, await changed(workspace, make, () => othersIn(workspace))] as const;
    const onAll = isFull() || ON_ALL.includes(title);
    const tried = [...workspaces].filter(([nx]) => onAll || nx === '24.0.6');
    const selected = new Map(await Promise.all(tried.map(found)));
    expect(selected.get('24.0.6')).toEqual(exact);
    if (!onAll) return;
    expect(selected.get('23.3.2')).toEqual(exact);
    expect(selected.get('22.7.12')).toEqual(expect.arrayContaining(othersFor(oracle)));
  });
});

async function changed<T>(workspace: Workspace, make: (at: Editor) => void, look: () => Promise<T>): Promise<T> {
  try {
    make(editorOf(workspace));
    return await look();
  } finally {
    await undo(workspace);
  }
}

/** The targets of OTHERS that `nx affected` selects, and the tests that they bring with them. */
async function othersIn(workspace: Workspace): Promise<string[]> {
  const found: string[] = [];
  for (const targets of OTHERS) {
    for (const task of await tasksOf(workspace, Object.keys(targets))) {
      const [project, target] = task.split(':') as [string, string];
      found.push(target in targets ? task : `${project}:${target} for ${Object.keys(targets).join()}`);
    }
  }
  return found.sort();
}

/** What should be selected when Go says that an edit can change these tests. */
function othersFor(tests: readonly string[]): string[] {
  const all = OTHERS.flatMap((targets) => Object.entries(targets));
  const found = all.flatMap(([target, ports]) => {
    const projects = tests.map((id) => id.split(':')).filter(([, port]) => ports.includes(port!));
    const standing = [...new Set(projects.map(([project]) => project!))];
    const brought =
      ports === PORTS ? standing.flatMap((one) => TARGETS.map((test) => `${one}:${test} for ${target}`)) : [];
    return [...standing.map((project) => `${project}:${target}`), ...brought];
  });
  return found.sort();
}
