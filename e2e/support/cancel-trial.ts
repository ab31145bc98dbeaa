import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, killAll, processesMarked, type Process } from './processes';
import { openPipes, openTerminal, type Session } from './session';
import { Workspace } from './workspace';

export interface Trial {
  /** For one project, or for both of the workspace. */
  readonly command: 'run' | 'run-many';
  readonly port: string;
  /** All tasks in one process. */
  readonly batch?: boolean;
  /** Typed into a terminal, or sent to the process of nx alone. */
  readonly cancel: 'Ctrl-C' | NodeJS.Signals;
  /** When: as soon as every test binary says that it is up (default), or as a command like this is running. */
  readonly when?: RegExp;
  readonly env?: NodeJS.ProcessEnv;
}

export interface TrialResult {
  readonly code: number | null;
  /** Commands that ran before the cancel, and what there was of them, or of new ones, three seconds after it. */
  readonly running: readonly string[];
  readonly left: readonly string[];
  /** Milliseconds from the cancel until nothing was left but nx, and until nx had ended. */
  readonly gone: number;
  readonly nxEnded: number;
  /** Scratch folders that nobody removed. */
  readonly scratch: readonly string[];
  /** What the summaries say, of those projects that have one. */
  readonly outcomes: readonly string[];
  /** Results that Nx would replay. */
  readonly kept: readonly string[];
}

const PROJECTS = ['one', 'two'];
const LIMIT = 3_000;

/** Two projects whose test binaries ignore every signal that can be ignored, and so do the children of these. */
export function stubbornWorkspace(): Promise<Workspace> {
  const each = (path: string, content: (name: string) => unknown) =>
    PROJECTS.map((name) => [`${name}/${path}`, content(name)] as const);
  return Workspace.create({
    copy: Object.fromEntries(PROJECTS.map((name) => [`${name}/stubborn`, 'e2e/fixtures/behaviours/stubborn'])),
    files: Object.fromEntries([
      // A batch has one go test for all of them.
      ['go.work', `go 1.23\n\nuse (\n${PROJECTS.map((name) => `\t./${name}\n`).join('')})\n`],
      ...each('go.mod', (name) => `module example.com/${name}\n\ngo 1.23\n`),
      ...each('project.json', (name) => ({ name })),
    ]),
  });
}

/** The variables of a run whose scratch folders and test binaries are to be found again in `tmp`. */
export function trialEnv(workspace: Workspace, tmp: string): NodeJS.ProcessEnv {
  return {
    TMPDIR: tmp,
    STUBBORN_PIDS: join(tmp, 'pids'),
    // Or Nx would unpack its 20 MB anew into each TMPDIR.
    NX_NATIVE_FILE_CACHE_DIRECTORY: join(workspace.base, 'native'),
  };
}

/** The scratch folders of the plugin that are there. */
export const scratchFolders = (tmp: string) => readdirSync(tmp).filter((name) => name.startsWith('nx-go-cross-'));

/** Starts nx, cancels it and looks what is left. One trial at a time per workspace. */
export async function cancelTrial(workspace: Workspace, trial: Trial): Promise<TrialResult> {
  const tmp = workspace.folder('trial');
  rmSync(join(workspace.path, 'dist'), { recursive: true, force: true });
  // Whatever else is there already was left behind by an earlier trial, and counts.
  const daemon = trial.env?.NX_DAEMON === 'true' ? processesMarked(workspace.base).map(({ pid }) => pid) : [];
  const session = open(workspace, trial, tmp);
  const pidFile = join(tmp, 'pids');
  const find = () => {
    const aside = [...daemon, ...session.bystanders()];
    const marked = processesMarked(workspace.base).filter(({ pid }) => !aside.includes(pid));
    // Test binaries and their children tell their ids, so that they are found even if they lost every mark.
    const told = pidsOf(pidFile).filter((pid) => isAlive(pid) && !marked.some((process) => process.pid === pid));
    return [...marked, ...told.map((pid) => ({ pid, command: `unmarked stubborn ${pid}` }))];
  };
  try {
    await reached(trial, session, pidFile, find);
    const result = await cancelAndWait(session, find);
    return { ...result, scratch: scratchFolders(tmp), outcomes: outcomes(workspace), kept: keptByNx(workspace) };
  } finally {
    killAll(find());
    await session.close();
  }
}

function open(workspace: Workspace, { command, port, batch, cancel, env }: Trial, tmp: string): Session {
  const tasks = command === 'run' ? ['run', `one:test-${port}`] : ['run-many', '-t', `test-${port}`];
  const nx = join(workspace.path, 'node_modules', '.bin', 'nx');
  const argv = [nx, ...tasks, ...(batch ? ['--batch'] : [])];
  const options = { env: { ...trialEnv(workspace, tmp), ...env } };
  return cancel === 'Ctrl-C' ? openTerminal(workspace, argv, options) : openPipes(workspace, argv, cancel, options);
}

async function reached({ when, command, batch }: Trial, session: Session, pidFile: string, find: () => Process[]) {
  let ended = false;
  void session.end.finally(() => (ended = true)).catch(() => undefined);
  const tasks = command === 'run' ? 1 : PROJECTS.length;
  const pids = 2 * (batch ? Math.min(tasks, availableParallelism()) : tasks);
  const isReached = () => (when ? find().some((one) => when.test(one.command)) : pidsOf(pidFile).length === pids);
  while (!isReached()) {
    if (ended) throw new Error(`nx ended before it could be cancelled:\n${session.output()}`);
    await sleep(20);
  }
}

async function cancelAndWait(session: Session, find: () => Process[]) {
  const commands = (found: Process[]) => found.map(({ command }) => command);
  // Nx itself waits longer, up to 5 s, where init is slow to reap the orphans that a killed test leaves.
  const remaining = () => find().filter(({ command }) => !/\/\.bin\/nx run/.test(command));
  const running = commands(find());
  const start = performance.now();
  const since = () => Math.round(performance.now() - start);
  const end = session.end.then((code) => ({ code, nxEnded: since() }));
  session.cancel();
  // Looked at once per round: nx, while it exits, has lost its command and cannot be told from others.
  let left = remaining();
  for (; left.length > 0 && since() < LIMIT; left = remaining()) await sleep(50);
  const gone = since();
  return { running, gone, left: commands(left), ...(await end) };
}

function pidsOf(file: string): number[] {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split(/\s/)
    .filter(Boolean)
    .map(Number);
}

/** Nx writes down what a stopped task has said; a result that it would replay has a folder, too. */
function keptByNx({ base }: Workspace): string[] {
  const folder = join(base, 'cache', 'terminalOutputs');
  const hashes = existsSync(folder) ? readdirSync(folder) : [];
  return hashes.filter((hash) => existsSync(join(base, 'cache', hash)));
}

function outcomes(workspace: Workspace): string[] {
  const files = PROJECTS.flatMap((name) => ['arm64', 'amd64'].map((id) => `dist/go-cross/${name}/${id}/summary.json`));
  return files.filter((file) => workspace.exists(file)).map((file) => JSON.parse(workspace.read(file)).outcome);
}
