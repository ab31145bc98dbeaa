import {
  cancelTrial,
  scratchFolders,
  stubbornWorkspace,
  trialEnv,
  type Trial,
  type TrialResult,
} from './support/cancel-trial';
import { killAll, processesMarked, remaining } from './support/processes';
import { isFull } from './support/suite';
import type { Workspace } from './support/workspace';

/** Two trials run at a time, each in a workspace of its own. */
let lanes: Readonly<Record<Trial['command'], Workspace>>;
beforeAll(async () => {
  lanes = { run: await stubbornWorkspace(), 'run-many': await stubbornWorkspace() };
});

const results: TrialResult[] = [];
afterAll(() => {
  for (const workspace of Object.values(lanes)) workspace.remove();
  const times = (of: 'gone' | 'nxEnded') => {
    const sorted = results.map((result) => result[of]).sort((a, b) => a - b);
    return `${sorted[sorted.length >> 1]} ms (median) and ${sorted.at(-1)} ms (most)`;
  };
  process.stdout.write(`${results.length} cancels: all ended after ${times('gone')}, nx after ${times('nxEnded')}\n`);
});

async function expectNothingLeft(trial: Trial): Promise<void> {
  const result = await cancelTrial(lanes[trial.command], trial);
  expect({ ...trial, ...result }).toMatchObject({ left: [], scratch: [], kept: [] });
  expect(expectedCodes(trial)).toContain(result.code);
  expect(result.outcomes).not.toContain('passed');
  // What is to be gone must have been seen before.
  const seen = trial.when ?? /(?=[^]*run-executor)(?=[^]*guard\.sh)(?=[^]*go test -json)(?=[^]*stubborn\.test)/;
  expect(result.running.join('\n')).toMatch(seen);
  results.push(result);
}

/**
 * Before its tasks run nx has no handlers yet: it dies of the signal, or the task does and nx reports that with a 1. In
 * a terminal it ends with 0 when its fork.js sees the pipe to nx closed before the task's process is up.
 */
function expectedCodes({ when, cancel }: Trial): (number | null)[] {
  if (when) return cancel === 'Ctrl-C' ? [130, 1, 0, null] : [130, 1, null];
  return [cancel === 'SIGKILL' ? null : 130];
}

async function inBothLanes(trial: (command: Trial['command']) => Promise<void>): Promise<void> {
  // Not Promise.all: the trials of the other lane must not run into the next test.
  const ended = await Promise.allSettled([trial('run'), trial('run-many')]);
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}

const ISOLATED = { NX_ISOLATE_PLUGINS: 'true' };
const CANCELS = ['SIGINT', 'SIGTERM', 'Ctrl-C'] as const;
/** Emulated with a process for each plugin, as users have them, and native without: the slow tier has thirty trials of them. */
const KINDS = [{ port: 'arm64', env: ISOLATED }, { port: 'amd64' }];
const trialsOf = (cancel: Trial['cancel']) => {
  if (isFull()) return [...KINDS, ...KINDS, { port: 'arm64' }];
  return cancel === 'SIGINT' ? KINDS : KINDS.slice(0, 1);
};

test.each(CANCELS)('%s leaves no process and no file of nx run and nx run-many, time after time', async (cancel) => {
  await inBothLanes(async (command) => {
    for (const trial of trialsOf(cancel)) await expectNothingLeft({ ...trial, command, cancel });
  });
});

test.each([
  ['Ctrl-C', /run-executor/],
  ['SIGTERM', /go test -json/],
] as const)('%s before any test runs, at %p', async (cancel, when) => {
  await inBothLanes((command) => expectNothingLeft({ command, port: 'arm64', cancel, when, env: ISOLATED }));
});

test("Ctrl-C in Nx's terminal UI", async () => {
  const env = { ...ISOLATED, NX_TUI: 'true' };
  await inBothLanes((command) => expectNothingLeft({ command, port: 'arm64', cancel: 'Ctrl-C', env }));
});

test('SIGKILL of nx', async () => {
  await inBothLanes((command) => expectNothingLeft({ command, port: 'arm64', cancel: 'SIGKILL', env: ISOLATED }));
});

test('with the daemon', async () => {
  const env = { ...ISOLATED, NX_DAEMON: 'true' };
  const { run: workspace } = lanes;
  expect(await workspace.nx(['daemon', '--start'], { env })).toMatchObject({ code: 0 });
  try {
    await expectNothingLeft({ command: 'run', port: 'arm64', cancel: 'SIGINT', env });
  } finally {
    await workspace.nx(['daemon', '--stop'], { env });
    const daemons = await remaining(workspace.base, 10);
    killAll(daemons);
    expect(daemons).toEqual([]);
  }
});

test('the timeout of a test with a grandchild', async () => {
  const { run: workspace } = lanes;
  const tmp = workspace.folder('timeout');
  const options = ['--timeout=1s', '--timeoutFactor=1', '--skip-nx-cache'];
  const { code } = await workspace.nx(['run', 'one:test-arm64', ...options], { env: trialEnv(workspace, tmp) });
  const left = processesMarked(workspace.base);
  killAll(left);
  expect([code, left, scratchFolders(tmp)]).toEqual([1, [], []]);
  expect(workspace.summary('one', 'arm64').outcome).toBe('timedOut');
});

test('nothing of all that is left in the end', () => {
  const left = Object.values(lanes).flatMap(({ base }) => processesMarked(base));
  killAll(left);
  expect(left).toEqual([]);
});
