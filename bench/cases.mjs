// The cases of the benchmark's table, each with what must happen in it. `run.mjs` refuses figures of anything else.
import { MODULES, PACKAGES, TARGETS } from './workspace.mjs';

const ALL = Object.keys(MODULES);
/** `base` and those that import it, directly or not. */
const ABOVE_BASE = ['base', 'store', 'auth', 'gateway'];

const tasks = (modules, targets = TARGETS) =>
  modules.flatMap((module) => targets.map((target) => `${module}:${target}`));

/**
 * name      the words of the table
 * forget    what is deleted before the run: `nothing`, `nx` (its cache and the graph, as in a fresh CI job) or `all`
 * edit      the file that is edited before the run
 * modules   whose tasks the edit concerns; with `needed`, the tasks whose result can be another one
 * started   how many test binaries must start where Go's own result cache works
 * goal      the ratio to the baseline, targets written by hand, that is wanted
 * floor     whether Go alone is measured, too
 */
export const CASES = {
  cold: {
    ...{ name: 'everything cold', forget: 'all', modules: ALL, goal: 0.9, floor: false },
    started: ALL.length * PACKAGES.length * TARGETS.length,
  },
  replay: {
    ...{ name: 'replay 24 cached tasks', forget: 'nothing', modules: [], goal: 1.05, floor: false },
    started: 0,
  },
  base: {
    ...{ name: 'edit a base library', forget: 'nothing', modules: ABOVE_BASE, goal: 0.35, floor: true },
    edit: 'base/wire/revision.go',
    started: ABOVE_BASE.length * TARGETS.length,
  },
  leaf: {
    ...{ name: 'edit a leaf', forget: 'nothing', modules: ['gateway'], goal: 0.6, floor: true },
    edit: 'gateway/wire/revision.go',
    started: TARGETS.length,
  },
  port: {
    ...{ name: 'edit an `_arm64.go` file in the base library', forget: 'nothing', modules: ABOVE_BASE, goal: 0.15 },
    ...{ floor: true, edit: 'base/wire/word_arm64.go', needed: tasks(ABOVE_BASE, ['test-arm64']) },
    started: ABOVE_BASE.length,
  },
  ci: {
    ...{ name: "Nx cache gone, Go's cache kept", forget: 'nx', modules: ALL, goal: 0.1, floor: true },
    started: 0,
  },
};

/** Throws when a run was not what its case says: its figure would be worth nothing. */
export function check(side, result, { name, modules, started, needed }) {
  const concerned = tasks(modules);
  const fail = (what) => {
    throw new Error(`${side}, ${name}: ${what}\n${result.output ?? ''}`);
  };
  if (side !== 'go') checkTasks(side, result, concerned, needed ?? concerned, fail);
  // Go keeps no result of a test that an exec program ran: the baseline starts every binary of every task that runs.
  const expected = side === 'baseline' ? concerned.length * PACKAGES.length : started;
  if (result.started !== expected) fail(`${result.started} test binaries started, expected ${expected}`);
}

/** The baseline runs all tasks that the edit concerns; the plugin may leave out those that cannot see it. */
function checkTasks(side, { ran, replayed }, concerned, needed, fail) {
  const least = side === 'baseline' ? concerned : needed;
  const missing = least.filter((task) => !ran.includes(task));
  const needless = ran.filter((task) => !concerned.includes(task));
  if (missing.length > 0) fail(`not run: ${missing.join(', ')}`);
  if (needless.length > 0) fail(`run although nothing concerns them: ${needless.join(', ')}`);
  const total = ran.length + replayed.length;
  if (total !== ALL.length * TARGETS.length) fail(`${total} tasks instead of ${ALL.length * TARGETS.length}`);
}
