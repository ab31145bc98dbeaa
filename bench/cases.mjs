// The cases of the benchmark's tables, each with what must happen in it. `run.mjs` refuses figures of anything else.
import { tasksOf, WORKSPACES } from './workspace.mjs';

const { eight, leg } = WORKSPACES;
const ALL = Object.keys(eight.modules);
/** `base` and those that import it, directly or not. */
const ABOVE_BASE = ['base', 'store', 'auth', 'gateway'];
const PORTS = Object.keys(eight.ports).length;

/** A process per task is compared with targets written by hand, and a batch with the limit: Nx's replay and Go alone. */
const goals = (batch, plugin) => ({ batch: ['limit', batch], ...(plugin && { plugin: ['baseline', plugin] }) });

/**
 * name      the words of the table
 * in        the workspace (`workspace.mjs`)
 * sides     which take part, all of the workspace if not said
 * forget    what is deleted before the run: `nothing`, `nx` (its cache and the graph, as in a fresh CI job) or `all`
 * times     of the files of a fresh clone: `content` sets them, `checkout` leaves them new
 * edit      the file that is edited before the run
 * modules   whose tasks the edit concerns; with `needed`, the tasks whose result can be another one
 * started   how many test binaries must start where Go's own result cache works
 * reread    how many more the plugin must start, since files that tests read have new times
 * goals     of each side, the ratio that is wanted and to what
 */
export const CASES = {
  cold: {
    ...{ name: 'everything cold', in: 'eight', forget: 'all', modules: ALL, sides: ['baseline', 'plugin', 'batch'] },
    ...{ started: ALL.length * eight.packages.length * PORTS, goals: { batch: ['baseline', 1] } },
  },
  replay: {
    ...{ name: 'replay 24 cached tasks', in: 'eight', forget: 'nothing', modules: [] },
    ...{ sides: ['baseline', 'plugin', 'batch', 'empty'], started: 0, goals: goals(1.1) },
  },
  base: {
    ...{ name: 'edit a base library', in: 'eight', forget: 'nothing', modules: ABOVE_BASE },
    ...{ edit: 'base/wire/revision.go', started: ABOVE_BASE.length * PORTS, goals: goals(1.25, 0.55) },
  },
  leaf: {
    ...{ name: 'edit a leaf', in: 'eight', forget: 'nothing', modules: ['gateway'] },
    ...{ edit: 'gateway/wire/revision.go', started: PORTS, goals: goals(1.35) },
  },
  port: {
    ...{ name: 'edit an `_arm64.go` file in the base library', in: 'eight', forget: 'nothing', modules: ABOVE_BASE },
    ...{ edit: 'base/wire/word_arm64.go', needed: tasksOf(eight, ABOVE_BASE, ['test-arm64']) },
    ...{ started: ABOVE_BASE.length, goals: goals(1.35) },
  },
  ci: {
    ...{ name: "Nx cache gone, Go's cache kept", in: 'eight', forget: 'nx', modules: ALL },
    ...{ started: 0, goals: goals(1.6, 0.3) },
  },
  ...legCases('leg', 'content', 'file times by content'),
  ...legCases('legTimes', 'checkout', 'file times as checked out'),
  ...scaleCases('scale50', 'fifty'),
  ...scaleCases('scale200', 'twoHundred'),
};

/** One port in a CI job: a fresh clone, Nx's cache empty, Go's restored. */
function legCases(key, times, words) {
  const common = { in: 'leg', forget: 'nx', modules: ALL, times };
  const reread = times === 'content' ? 0 : Object.keys(leg.modules).length;
  const name = (what) => `CI leg, ${what}, ${words}`;
  return {
    [key]: { ...common, name: name('nothing changed'), started: 0, reread, ...(reread === 0 && { goals: goals(1.6) }) },
    [`${key}Edit`]: {
      ...{ ...common, name: name('one library changed'), edit: 'base/wire/revision.go' },
      ...{ started: ABOVE_BASE.length, reread },
    },
  };
}

/** Small packages, many of them. */
function scaleCases(key, workspace) {
  const { modules } = WORKSPACES[workspace];
  const names = Object.keys(modules);
  const of = (step) => ({ in: workspace, step, name: `${names.length} projects: ${step}` });
  return {
    [key]: { ...of('replay'), forget: 'nothing', modules: [], sides: ['batch', 'empty'], started: 0 },
    [`${key}Edit`]: {
      ...{ ...of('edit one project'), forget: 'nothing', modules: ['m001'] },
      ...{ edit: 'm001/wire/revision.go', started: PORTS },
    },
    [`${key}Ci`]: { ...of("Nx cache gone, Go's cache kept"), forget: 'nx', modules: names, started: 0 },
  };
}

/** The sides that take part in a case. */
export const sidesOf = (one) => one.sides ?? WORKSPACES[one.in].sides;

/** Throws when a run was not what its case says: its figure would be worth nothing. */
export function check(side, result, one) {
  const workspace = WORKSPACES[one.in];
  const fail = (what) => {
    throw new Error(`${side}, ${one.name}: ${what}\n${result.output?.slice(-4_000) ?? ''}`);
  };
  const concerned = side === 'empty' ? [] : tasksOf(workspace, one.modules);
  if (side !== 'go') checkTasks(side, result, { workspace, concerned, needed: one.needed ?? concerned, fail });
  const expected = expectedStarts(side, one, concerned.length * workspace.packages.length);
  if (result.started !== expected) fail(`${result.started} test binaries started, expected ${expected}`);
}

/** Go keeps no result of a test that an exec program ran: the baseline starts every binary of every task that runs. */
function expectedStarts(side, { started, reread = 0 }, all) {
  if (side === 'empty') return 0;
  if (side === 'baseline') return all;
  return side === 'go' ? started : started + reread;
}

/** The baseline runs all tasks that the edit concerns; the plugin may leave out those that cannot see it. */
function checkTasks(side, { ran, replayed }, { workspace, concerned, needed, fail }) {
  const least = side === 'plugin' || side === 'batch' ? needed : concerned;
  const missing = least.filter((task) => !ran.includes(task));
  const needless = ran.filter((task) => !concerned.includes(task));
  if (missing.length > 0) fail(`not run: ${missing.join(', ')}`);
  if (needless.length > 0) fail(`run although nothing concerns them: ${needless.join(', ')}`);
  const [total, expected] = [ran.length + replayed.length, tasksOf(workspace).length];
  if (total !== expected) fail(`${total} tasks instead of ${expected}`);
}
