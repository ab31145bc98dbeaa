// Go alone: one command for a port and all projects concerned, with Go's result cache kept alive.
import { join } from 'node:path';
import { measure } from './measure.mjs';
import { stateEnv } from './state.mjs';
import { countRan } from './started.mjs';
import { write, writeModules } from './workspace.mjs';

/** cmd/go stores a result only when it finds a log beside the binary (the reason is in src/host/shim/shim.go). */
const SHIM = `qemu=$1 binary=$2
shift 2
exec "$qemu" "$binary" "-test.testlogfile=\${binary%/*}/testlog.txt" "$@"
`;

export function goSide(base, workspace) {
  const [dir, env] = [join(base, 'workspace'), stateEnv(base)];
  writeModules(dir, workspace);
  write(base, 'testlog.sh', SHIM);
  const run = (modules) => {
    const patterns = modules.map((module) => `./${module}/...`);
    const runs = Object.entries(workspace.ports).map(([goarch, qemu]) => {
      const args = ['test', '-exec', `sh ${join(base, 'testlog.sh')} ${qemu}`, ...patterns];
      return measure('go', args, { cwd: dir, env: { ...env, GOARCH: goarch } });
    });
    return {
      seconds: runs.reduce((sum, { seconds }) => sum + seconds, 0),
      cpu: runs.reduce((sum, { cpu }) => sum + cpu, 0),
      output: runs.map(({ output }) => output).join(''),
      started: runs.reduce((sum, { output }) => sum + countRan(output), 0),
    };
  };
  return { name: 'go', base, dir, env, run };
}
