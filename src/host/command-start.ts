import { readText } from '../files';
import { startTicks } from '../process';

/** Set by preTasksExecution: the time, in milliseconds since 1970, since which Nx may have looked at a file. */
export const HASHED_VARIABLE = 'NX_GO_CROSS_HASHED_AT';

/** A process that is older than this serves many commands: the daemon, or one of its plugin workers. */
const LONG_LIVED = 30_000;
/** The kernel counts the start of a process in hundredths of a second. */
const TICK = 10;

/** Nx's process for a plugin, which the one of the command has started. Without isolation they are one. */
const PLUGIN_WORKER = /[\\/]plugin-worker(\.js)?$/;

/** When the command began that this process works for: Nx looks at files from then on. */
export function commandStart(now = Date.now(), script = process.argv[1] ?? ''): number {
  const own = Math.ceil(performance.timeOrigin);
  if (now - own > LONG_LIVED) return now;
  // Whatever else has started Nx, a script for example, may have written files before.
  if (!PLUGIN_WORKER.test(script)) return own;
  const parent = startOf(process.ppid);
  return parent === undefined || now - parent > LONG_LIVED ? own : Math.min(own, parent);
}

/** In milliseconds since 1970. */
function startOf(pid: number): number | undefined {
  const ticks = startTicks(pid);
  const system = systemStart();
  return ticks === undefined || system === undefined ? undefined : system + Number(ticks) * TICK + TICK;
}

/**
 * Both clocks have to be read at one time. On a busy machine this process may have to wait in between, and the command
 * would seem to have begun before the files were written that it looks at.
 */
function systemStart(): number | undefined {
  let best = { took: Infinity, start: 0 };
  for (let attempt = 0; attempt < 20 && best.took > TICK; attempt++) {
    const before = Date.now();
    const uptime = readText('/proc/uptime', 'latin1');
    const after = Date.now();
    if (uptime === undefined) return undefined;
    if (after - before < best.took)
      best = { took: after - before, start: after - Number(uptime.split(' ')[0]) * 1_000 };
  }
  return best.start;
}
