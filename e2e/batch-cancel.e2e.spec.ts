import { cancelTrial, stubbornWorkspace, type Trial, type TrialResult } from './support/cancel-trial';
import { killAll, processesMarked } from './support/processes';
import { isFull } from './support/suite';
import type { Workspace } from './support/workspace';

/** In the slow tier two trials run at a time, each in a workspace of its own. */
const LANES = isFull() ? 2 : 1;
let lanes: readonly Workspace[];
beforeAll(async () => {
  lanes = await Promise.all(Array.from({ length: LANES }, stubbornWorkspace));
});

const results: TrialResult[] = [];
afterAll(() => {
  for (const workspace of lanes) workspace.remove();
  const most = (of: 'gone' | 'nxEnded') => Math.max(...results.map((result) => result[of]));
  process.stdout.write(
    `${results.length} cancels of a batch: all ended after at most ${most('gone')} ms, nx after ${most('nxEnded')} ms\n`,
  );
});

async function expectNothingLeft(workspace: Workspace, trial: Omit<Trial, 'command' | 'port'>): Promise<void> {
  const whole: Trial = { command: 'run-many', port: 'arm64', batch: true, ...trial };
  const result = await cancelTrial(workspace, whole);
  expect({ ...whole, ...result }).toMatchObject({ left: [], scratch: [], kept: [] });
  expect(trial.cancel === 'SIGKILL' ? [null] : trial.when ? [130, 1, null] : [130]).toContain(result.code);
  expect(result.outcomes).not.toContain('passed');
  // What is to be gone must have been seen before; and one process only ran the tasks.
  const seen = trial.when ?? /(?=[^]*run-batch)(?=[^]*guard\.sh)(?=[^]*go test -json)(?=[^]*stubborn\.test)/;
  expect(result.running.join('\n')).toMatch(seen);
  expect(result.running.join('\n')).not.toMatch(/run-executor/);
  results.push(result);
}

async function inAllLanes(trial: (workspace: Workspace) => Promise<void>): Promise<void> {
  const ended = await Promise.allSettled(lanes.map(trial));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}

/** With the slow tier thirty trials, as many as a process for each task is tried with. */
const TIMES = isFull() ? 5 : 1;

test.each(['SIGINT', 'SIGTERM', 'Ctrl-C'] as const)(
  `%s leaves no process and no file of a batch, ${LANES * TIMES} time(s)`,
  async (cancel) => {
    await inAllLanes(async (workspace) => {
      for (let time = 0; time < TIMES; time++) await expectNothingLeft(workspace, { cancel });
    });
  },
);

test('SIGKILL of nx', async () => {
  await inAllLanes((workspace) => expectNothingLeft(workspace, { cancel: 'SIGKILL' }));
});

test.each([
  ['Ctrl-C', /run-batch/],
  ['SIGTERM', /run-batch/],
  ['SIGTERM', /go test -json/],
] as const)('%s before any test runs, at %p', async (cancel, when) => {
  await inAllLanes(async (workspace) => {
    for (let time = 0; time < TIMES; time++) await expectNothingLeft(workspace, { cancel, when });
  });
});

test('nothing of all that is left in the end', () => {
  const left = lanes.flatMap(({ base }) => processesMarked(base));
  killAll(left);
  expect(left).toEqual([]);
});
