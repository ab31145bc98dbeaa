import { delimiter } from 'node:path';
import { GOCACHE } from './suite';

/** This process's environment without what Nx, npm and jest left in it, and with everything that asks or reports off. */
export function cleanEnv(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(NX_|npm_|JEST_|NODE_ENV$|FORCE_COLOR$|NO_COLOR$|QEMU_)/.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    PATH: (process.env.PATH ?? '')
      .split(delimiter)
      .filter((folder) => !folder.includes('node_modules'))
      .join(delimiter),
    CI: 'true',
    NX_DAEMON: 'false',
    // A process for each plugin takes longer than all that most specs look at; some ask for them, as users have them.
    NX_ISOLATE_PLUGINS: 'false',
    NX_TUI: 'false',
    NX_NO_CLOUD: 'true',
    NX_INTERACTIVE: 'false',
    NO_COLOR: '1',
    GOCACHE,
    GOTOOLCHAIN: 'local',
  };
}
