import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { exec } from './exec';
import { cleanEnv } from './env';
import { GOCACHE } from './suite';
import type { NxVersion } from './template';
import { Workspace } from './workspace';

/** What a file holds; undefined is that there is none. */
type Content = string | undefined;

interface Kind {
  /** From the folder of the row, which has projects svc, lib and other. */
  readonly file: string;
  readonly bad: Content;
  readonly good: Content;
  /** The run of svc cannot depend on it. */
  readonly isIrrelevant?: true;
}

const constant = (name: string, pkg = 'svc') => ({
  bad: `package ${pkg}\n\nconst ${name} = "bad"\n`,
  good: `package ${pkg}\n\nconst ${name} = "good"\n`,
});
const goMod = (lib: string) =>
  `module example.com/svc\n\ngo 1.23\n\nrequire example.com/lib v0.0.0\n\nreplace example.com/lib => ../${lib}\n`;
const text = { bad: 'bad\n', good: 'good\n' };

/** Kinds of files that somebody edits while tests run. */
export const KINDS = {
  'own source': { file: 'svc/own.go', ...constant('Own') },
  'own test': { file: 'svc/own_test.go', ...constant('ownTest') },
  'source of a dependency': { file: 'lib/lib.go', ...constant('Value', 'lib') },
  'go.mod': { file: 'svc/go.mod', bad: goMod('badlib'), good: goMod('lib') },
  'test data': { file: 'svc/testdata/x.txt', ...text },
  'embedded file': { file: 'svc/embedded.txt', ...text },
  'embedded file of a dependency': { file: 'lib/embedded.txt', ...text },
  'generated source that git ignores': { file: 'svc/zz_generated.go', ...constant('Generated') },
  'test data that git ignores': { file: 'svc/testdata/ignored.txt', ...text },
  'embedded file that git ignores': { file: 'svc/built.txt', ...text },
  'a source that is there or not': {
    file: 'svc/added.go',
    bad: undefined,
    good: 'package svc\n\nconst Added = "good"\n',
  },
  'source of another project': { file: 'other/other.go', ...constant('Other', 'other'), isIrrelevant: true },
  'test of a dependency': { file: 'lib/lib_test.go', ...constant('Tested', 'lib'), isIrrelevant: true },
  'source of another port': { file: 'svc/own_s390x.go', ...constant('OfPort'), isIrrelevant: true },
  'a log that git ignores': { file: 'svc/run.log', ...text, isIrrelevant: true },
} as const satisfies Readonly<Record<string, Kind>>;
export type KindName = keyof typeof KINDS;

const DIRECTIONS = ['mended', 'broken'] as const;
export const PHASES = ['before compile', 'after compile', 'after reading'] as const;
type Phase = (typeof PHASES)[number];

export interface Row {
  /** Also the name of its folder and, with -svc, of its project. */
  readonly id: string;
  readonly title: string;
  readonly kind: Kind;
  readonly direction: (typeof DIRECTIONS)[number];
}

export function rowsOf(names: readonly KindName[]): Row[] {
  return names.flatMap((name, index) =>
    DIRECTIONS.map((direction) => ({
      ...{ id: `r${index}${direction}`, title: `${name}, ${direction}`, kind: KINDS[name] as Kind, direction },
    })),
  );
}

/** Waits as soon as a phase is reached, until the edit of the row was made. */
const SVC_TEST = `package svc

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"example.com/lib"
)

func hold(phase string) {
	folder := os.Getenv("EDIT_FOLDER")
	if folder == "" || os.Getenv("EDIT_PHASE") != phase {
		return
	}
	dir, _ := os.Getwd()
	row := filepath.Join(folder, filepath.Base(filepath.Dir(dir)))
	os.WriteFile(row+".reached", nil, 0o644)
	for _, err := os.Stat(row + ".edited"); err != nil; _, err = os.Stat(row + ".edited") {
		time.Sleep(20 * time.Millisecond)
	}
}

func TestMain(m *testing.M) {
	hold("after compile")
	os.Exit(m.Run())
}

func TestAllIsGood(t *testing.T) {
	all := map[string]string{
		"own": Own, "own test": ownTest, "lib": lib.Value, "lib embeds": lib.Embedded, "embedded": embedded,
		"generated": Generated, "built": built, "added": Added,
	}
	for _, name := range []string{"x", "ignored"} {
		text, err := os.ReadFile("testdata/" + name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		all[name] = string(text)
	}
	hold("after reading")
	for name, value := range all {
		if strings.TrimSpace(value) != "good" {
			t.Errorf("%s is %s", name, value)
		}
	}
}
`;

const SVC = `package svc

import _ "embed"

//go:embed embedded.txt
var embedded string

//go:embed built.txt
var built string
`;
const LIB = 'package lib\n\nimport _ "embed"\n\n//go:embed embedded.txt\nvar Embedded string\n';

/** Waits before cmd/go looks at anything. */
const GO = (go: string) => `
if [ "$1" = test ] && [ "$EDIT_PHASE" = "before compile" ]; then
  row=$EDIT_FOLDER/$(basename "$(dirname "$PWD")")
  : > "$row.reached"
  while [ ! -e "$row.edited" ]; do sleep 0.02; done
fi
exec ${go} "$@"`;

export async function editWorkspace(rows: readonly Row[], go: string, nx?: NxVersion): Promise<Workspace> {
  const files: Record<string, unknown> = {};
  for (const { id } of rows) {
    const all: Readonly<Record<string, unknown>> = {
      'svc/svc.go': SVC,
      'svc/svc_test.go': SVC_TEST,
      'lib/go.mod': 'module example.com/lib\n\ngo 1.23\n',
      'lib/more.go': LIB,
      'badlib/go.mod': 'module example.com/lib\n\ngo 1.23\n',
      'badlib/lib.go': constant('Value', 'lib').bad,
      'badlib/more.go': LIB,
      'badlib/embedded.txt': 'good\n',
      'other/go.mod': 'module example.com/other\n\ngo 1.23\n',
    };
    for (const project of ['svc', 'lib', 'badlib', 'other']) {
      files[`${id}/${project}/project.json`] = { name: `${id}-${project}` };
    }
    for (const [file, content] of Object.entries(all)) files[`${id}/${file}`] = content;
    for (const { file, good } of Object.values(KINDS)) files[`${id}/${file}`] = good;
  }
  const options = { ports: ['amd64', 'arm64'], test: { undeclaredInputs: 'off' } };
  const plugins = [{ plugin: 'nx-go-cross', options }];
  const workspace = await Workspace.create({
    nx,
    files: {
      ...files,
      'nx.json': { analytics: false, neverConnectToCloud: true, plugins },
      '.gitignore': 'node_modules\ndist\n.nx\nzz_generated.go\nignored.txt\nbuilt.txt\n*.log\n',
    },
  });
  workspace.tool('go', GO(go));
  return workspace;
}

function write(workspace: Workspace, { id, kind }: Row, what: 'bad' | 'good'): void {
  const content = kind[what];
  const file = join(workspace.path, id, kind.file);
  if (content === undefined) return rmSync(file, { force: true });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

const before = ({ direction }: Row) => (direction === 'mended' ? 'bad' : 'good');
const after = ({ direction }: Row) => (direction === 'mended' ? 'good' : 'bad');

/** Whether plain \`go test\` passes, row by row. */
async function truth(workspace: Workspace, rows: readonly Row[], go: string): Promise<boolean[]> {
  const passes: boolean[] = [];
  for (const { id } of rows) {
    const env = { ...cleanEnv(), GOCACHE };
    const { code } = await exec([go, 'test', './...'], { cwd: join(workspace.path, id, 'svc'), env });
    passes.push(code === 0);
  }
  return passes;
}

/** Edits each row as soon as its run has reached the phase, until the run is over. */
async function editWhile(workspace: Workspace, rows: readonly Row[], folder: string, isOver: () => boolean) {
  const waiting = new Map(rows.map((row) => [`${row.id}.reached`, row]));
  while (!isOver()) {
    for (const name of existsSync(folder) ? readdirSync(folder) : []) {
      const row = waiting.get(name);
      if (row === undefined) continue;
      waiting.delete(name);
      // Nx has hashed the files long before, and the clock of the file system is coarse.
      await sleep(20);
      write(workspace, row, after(row));
      writeFileSync(join(folder, `${row.id}.edited`), '');
    }
    await sleep(20);
  }
  return [...waiting.values()].map(({ title }) => title);
}

export interface Trial {
  readonly port: 'amd64' | 'arm64';
  readonly phase: Phase;
  readonly batch?: boolean;
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Edits every row while its tests run. Then asks Nx about the trees as they are now, and about those that were hashed:
 * no answer may be another one than that of `go test`, and what cannot matter may cost no run. Returns the rows whose run
 * never came to the phase, and those whose verdict was wrong or that ran without need.
 */
export async function editTrial(workspace: Workspace, all: readonly Row[], trial: Trial, truths: Truths) {
  // Without the file there is no test binary that could come to a later phase.
  const rows = all.filter(({ kind }) => kind.bad !== undefined || trial.phase === 'before compile');
  const folder = workspace.folder('edits');
  const state = { NX_CACHE_DIRECTORY: join(folder, 'cache'), NX_WORKSPACE_DATA_DIRECTORY: join(folder, 'data') };
  for (const path of Object.values(state)) mkdirSync(path, { mode: 0o700 });
  const PATH = `${join(workspace.base, 'tools')}:${cleanEnv().PATH}`;
  const nx = async (extra: NodeJS.ProcessEnv = {}) => {
    const names = rows.map(({ id }) => `${id}-svc`).join(',');
    const argv = ['run-many', '-t', `test-${trial.port}`, '-p', names, ...(trial.batch ? ['--batch'] : [])];
    const { output } = await workspace.nx(argv, { env: { ...state, ...trial.env, ...extra, PATH }, timeout: 900_000 });
    const tasks = new Map(
      workspace.lastRun(state.NX_CACHE_DIRECTORY).map((task) => [task.taskId.split('-')[0]!, task]),
    );
    const found = rows.map(({ id }) => tasks.get(id));
    if (found.includes(undefined)) throw new Error(output);
    return found.map((task) => ({ passed: task!.status === 0, isReplay: task!.cacheStatus !== 'cache-miss' }));
  };
  for (const row of rows) write(workspace, row, before(row));
  let isOver = false;
  const edited = editWhile(workspace, rows, folder, () => isOver);
  const edit = { EDIT_FOLDER: folder, EDIT_PHASE: trial.phase };
  const first = await nx(edit).finally(() => (isOver = true));
  const unreached = await edited;
  const now = await nx();
  for (const row of rows) write(workspace, row, before(row));
  const hashed = await nx();
  const wrong = rows.flatMap((row, index) => {
    const { title, kind } = row;
    const [was, is] = [truths.before[all.indexOf(row)]!, truths.after[all.indexOf(row)]!];
    return [
      ...(kind.isIrrelevant && first[index]!.passed !== was ? [`${title}: the edited run is needlessly red`] : []),
      ...(now[index]!.passed === is ? [] : [`${title}: the tree of now ${is ? 'fails' : 'passes'}`]),
      ...(hashed[index]!.passed === was ? [] : [`${title}: the tree that was hashed ${was ? 'fails' : 'passes'}`]),
      ...(kind.isIrrelevant && !now[index]!.isReplay ? [`${title}: runs again without need`] : []),
    ];
  });
  return { unreached, wrong };
}

export interface Truths {
  readonly before: readonly boolean[];
  readonly after: readonly boolean[];
}

/** What plain `go test` says of each tree, before and after the edit. */
export async function truthsOf(workspace: Workspace, rows: readonly Row[], go: string): Promise<Truths> {
  for (const row of rows) write(workspace, row, before(row));
  const then = await truth(workspace, rows, go);
  for (const row of rows) write(workspace, row, after(row));
  return { before: then, after: await truth(workspace, rows, go) };
}
