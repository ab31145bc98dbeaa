import { mkdirSync, readdirSync, renameSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cleanEnv } from './support/env';
import { isFull } from './support/suite';
import { Workspace, type TaskRecord } from './support/workspace';

/** Ways to hide a folder from Nx that `./...`, imports, `//go:embed`, `#include` or tests go on to see. */
const WAYS = {
  root: 'hid-root',
  nested: 'hid-nested',
  exclude: 'hid-exclude',
  global: 'hid-global',
  nxignore: 'hid-nx',
  'nested-nxignore': 'hid-deep-nx',
  npm: 'node_modules/hid',
  submodule: 'module/hid-outer',
  repository: 'repo/hid-own',
} as const;
type Way = keyof typeof WAYS;

/** What is hidden: files by their path from the project, with the value that the test asserts. */
interface Kind {
  readonly files: (way: Way, hid: string) => Readonly<Record<string, string>>;
  /** The file that is edited; `3` in it becomes `4`. */
  readonly seen: (hid: string) => readonly [file: string, text: string];
  /** What lies beside it, and Go does not see. */
  readonly unseen?: (hid: string) => string;
}

const TEST = (value: string, imports = '') =>
  `package p\n\nimport (\n\t"testing"\n${imports})\n\nfunc TestValue(t *testing.T) {\n\tif value := ${value}; value != 3 {\n\t\tt.Fatal(value)\n\t}\n}\n`;
const ASSEMBLY = (hid: string, move: string) => `#include "${hid}/x.h"\n\nTEXT ·Value(SB), 4, $0-8\n\t${move}\n\tRET\n`;

const KINDS: Readonly<Record<string, Kind>> = {
  source: {
    files: (way, hid) => ({ 'p_test.go': TEST('hid.Value', `\thid "example.com/${way}-source/${hid}"\n`) }),
    seen: (hid) => [`${hid}/x.go`, 'package hid\n\nconst Value = 3\n'],
    unseen: (hid) => `${hid}/x_s390x.go`,
  },
  embedded: {
    files: (_way, hid) => ({
      'p.go': `package p\n\nimport _ "embed"\n\n//go:embed ${hid}/data.txt\nvar text string\n`,
      'p_test.go': TEST("text[0] - '0'"),
    }),
    seen: (hid) => [`${hid}/data.txt`, '3\n'],
    unseen: (hid) => `${hid}/other.txt`,
  },
  data: {
    files: (_way, hid) => ({
      'p_test.go': `package p\n\nimport (\n\t"os"\n\t"testing"\n)\n\nfunc TestValue(t *testing.T) {\n\ttext, err := os.ReadFile("testdata/${hid}/data.txt")\n\tif string(text) != "3\\n" {\n\t\tt.Fatal(string(text), err)\n\t}\n}\n`,
    }),
    seen: (hid) => [`testdata/${hid}/data.txt`, '3\n'],
  },
  header: {
    files: (_way, hid) => ({
      'p.go': 'package p\n\nfunc Value() int64\n',
      'p_amd64.s': ASSEMBLY(hid, 'MOVQ $VALUE, ret+0(FP)'),
      'p_arm64.s': ASSEMBLY(hid, 'MOVD $VALUE, R0\n\tMOVD R0, ret+0(FP)'),
      'p_test.go': TEST('Value()'),
    }),
    seen: (hid) => [`${hid}/x.h`, '#define VALUE 3\n'],
    unseen: (hid) => `${hid}/y.h`,
  },
};
const KIND_NAMES = Object.keys(KINDS);

interface Cell {
  readonly project: string;
  readonly way: Way;
  readonly kind: Kind;
}

/** All cells in the slow tier; else each way once, and each kind at least twice. */
const CELLS: readonly Cell[] = (Object.keys(WAYS) as Way[]).flatMap((way, index) => {
  const names = isFull() ? KIND_NAMES : [KIND_NAMES[index % KIND_NAMES.length]!];
  return names.map((name) => ({ project: `${way}-${name}`, way, kind: KINDS[name]! }));
});
const ALL = CELLS.map(({ project }) => project).sort();

let workspace: Workspace;
beforeAll(async () => {
  workspace = await Workspace.create({
    files: {
      'nx.json': {
        analytics: false,
        neverConnectToCloud: true,
        // Two entries: what is said once per command is not said by each.
        plugins: [
          { plugin: 'nx-go-cross', options: { ports: [process.arch === 'arm64' ? 'arm64' : 'amd64'] } },
          { plugin: 'nx-go-cross', include: ['none/**'], options: { ports: ['s390x'] } },
        ],
      },
      '.nxignore': 'hid-nx\n',
    },
  });
  workspace.write('.gitignore', `${workspace.read('.gitignore')}hid-root/\nhid-outer\n`);
  workspace.write('.git/info/exclude', 'hid-exclude\n');
  workspace.write('../config/git/ignore', 'hid-global/\n');
  for (const { project, way, kind } of CELLS) await writeProject(project, way, kind);
});
afterAll(() => workspace.remove());

async function writeProject(project: string, way: Way, kind: Kind): Promise<void> {
  const hid = WAYS[way];
  const write = (file: string, text: unknown) => workspace.write(`${project}/${file}`, text);
  write('go.mod', `module example.com/${project}\n\ngo 1.23\n`);
  write('project.json', { name: project });
  for (const [file, text] of Object.entries(kind.files(way, hid))) write(file, text);
  const [seen, text] = kind.seen(hid);
  write(seen, text);
  const unseen = kind.unseen?.(hid);
  if (unseen !== undefined) write(unseen, unseen.endsWith('.go') ? 'package hid\n' : '');
  if (way === 'nested') write('.gitignore', 'hid-nested/\n');
  if (way === 'nested-nxignore') write('.nxignore', 'hid-deep-nx/**\n');
  const top = `${project}/${seen.slice(0, seen.indexOf('/hid-'))}`;
  if (way === 'repository') {
    await workspace.must(['git', 'init', '-q', top]);
    workspace.write(`${top}/.gitignore`, 'hid-own\n');
  }
  // As a submodule is after its checkout: a file in the place of .git.
  if (way === 'submodule') {
    mkdirSync(join(workspace.base, 'modules'), { recursive: true });
    await workspace.must(['git', 'init', '-q', `--separate-git-dir=${join(workspace.base, 'modules', project)}`, top]);
  }
}

const setAll = (value: number) => {
  for (const { project, way, kind } of CELLS) {
    const [file, text] = kind.seen(WAYS[way]);
    workspace.write(`${project}/${file}`, text.replace('3', String(value)));
  }
};

async function runAll(env: NodeJS.ProcessEnv = {}) {
  const config = { XDG_CONFIG_HOME: join(workspace.base, 'config') };
  const { output } = await workspace.nx(['run-many', '-t', 'test-ports'], {
    env: { ...config, ...env },
    timeout: 400_000,
  });
  const tasks = workspace.lastRun().filter(({ taskId }) => !taskId.includes(':test-ports'));
  const of = (isIn: (task: TaskRecord) => boolean) =>
    tasks
      .filter(isIn)
      .map(({ taskId }) => taskId.split(':')[0]!)
      .sort();
  return {
    ran: of(({ cacheStatus }) => cacheStatus === 'cache-miss'),
    failed: of(({ status }) => status !== 0),
    output,
  };
}

test('everything passes once, and Nx sees none of the files', async () => {
  const { ran, failed, output } = await runAll();
  expect([ran, failed, failed.length > 0 ? output : '']).toEqual([ALL, [], '']);
  expect(output).not.toContain('without git');
  expect((await runAll()).ran).toEqual([]);
});

test('an edit that Go does not see is replayed', async () => {
  for (const { project, way, kind } of CELLS) {
    const unseen = kind.unseen?.(WAYS[way]);
    if (unseen !== undefined)
      workspace.write(`${project}/${unseen}`, unseen.endsWith('.go') ? 'package hid\n\nvar X int\n' : 'edited\n');
  }
  expect((await runAll()).ran).toEqual([]);
});

test('an edit that Go sees is never replayed, and what was there before is', async () => {
  setAll(4);
  const { ran, failed } = await runAll();
  expect({ ran, failed }).toEqual({ ran: ALL, failed: ALL });
  setAll(3);
  const back = await runAll();
  expect([back.failed, back.ran]).toEqual([[], []]);
});

/** Every program on PATH but git. */
function pathWithoutGit(): string {
  const bin = workspace.folder('bin');
  const known = new Set<string>();
  for (const folder of cleanEnv().PATH!.split(delimiter)) {
    for (const name of list(folder)) {
      if (known.has(name) || name.startsWith('git')) continue;
      known.add(name);
      symlinkSync(join(folder, name), join(bin, name));
    }
  }
  return bin;
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

const move = (from: string, to: string) => () => renameSync(join(workspace.path, from), join(workspace.path, to));
const nothing = () => undefined;

/** Ways in which git cannot be asked, or is asked elsewhere. */
const CHECKOUTS: readonly [string, string, () => NodeJS.ProcessEnv, () => unknown, () => unknown][] = [
  ['another owner', 'safe.directory', () => ({ GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' }), nothing, nothing],
  ['no git', 'there is no git on PATH', () => ({ PATH: pathWithoutGit() }), nothing, nothing],
  ['no .git', 'this is no git checkout', () => ({}), move('.git', '../git'), move('../git', '.git')],
  ['a worktree', '', () => ({}), makeWorktree, nothing],
];

/** The workspace becomes a worktree of what it was the repository of. */
async function makeWorktree(): Promise<void> {
  const git = (...args: string[]) =>
    workspace.must(['git', '-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args]);
  await git('commit', '-q', '--allow-empty', '-m', 'x');
  move('.git', '../main.git')();
  await git('--git-dir=../main.git', 'worktree', 'add', '-q', '--no-checkout', '../tree');
  move('../tree/.git', '.git')();
  await git('worktree', 'repair');
}

/** The slow tier has them all. */
const TRIED = isFull() ? CHECKOUTS : CHECKOUTS.slice(0, 1);

test.each(TRIED)('%s: the same', async (_title, cause, env, before, after) => {
  await before();
  const given = env();
  const first = await runAll(given);
  expect(first.failed).toEqual([]);
  setAll(4);
  const { ran, failed, output } = await runAll(given);
  setAll(3);
  await after();
  expect({ ran, failed }).toEqual({ ran: ALL, failed: ALL });
  const said = output.split('\n').filter((line) => line.includes('is found without git'));
  expect(said).toEqual(cause === '' ? [] : [expect.stringContaining(cause)]);
});
