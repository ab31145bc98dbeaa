// What is compared: Nx with targets written by hand, and Nx with the plugin, with and without --batch.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { must, root } from '../scripts/lib.mjs';
import { measure } from './measure.mjs';
import { stateEnv } from './state.mjs';
import { startedByGo, startedByPlugin } from './started.mjs';
import { MODULES, PORTS, TARGETS, write, writeModules } from './workspace.mjs';

const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** The six lines a user would write for each port, and the edges between projects that nobody finds for them. */
export function baselineSide(base) {
  const target = ([goarch, qemu]) => ({
    executor: 'nx:run-commands',
    cache: true,
    inputs: ['{projectRoot}/**/*', '^{projectRoot}/**/*'],
    options: { command: `go test -exec ${qemu} ./...`, cwd: '{projectRoot}', env: { GOARCH: goarch } },
  });
  const targets = Object.fromEntries(Object.entries(PORTS).map((port) => [`test-${port[0]}`, target(port)]));
  install(base, {}, [], (module) => ({ targets, implicitDependencies: MODULES[module] }));
  return nxSide('baseline', base, startedByGo);
}

/** An entry in nx.json; targets and edges are inferred. */
export function pluginSide(base, tarball, name = 'plugin', ...flags) {
  const plugin = { plugin: 'nx-go-cross', options: { ports: Object.keys(PORTS) } };
  install(base, { 'nx-go-cross': `file:${tarball}` }, [plugin], () => ({}));
  return nxSide(name, base, startedByPlugin, flags);
}

function install(base, packages, plugins, projectOf) {
  const dir = join(base, 'workspace');
  writeModules(dir);
  for (const module of Object.keys(MODULES))
    write(dir, `${module}/project.json`, { name: module, ...projectOf(module) });
  write(dir, 'nx.json', { analytics: false, neverConnectToCloud: true, plugins });
  write(dir, 'package.json', { private: true, devDependencies: { nx: devDependencies.nx, ...packages } });
  write(dir, '.gitignore', 'node_modules\ndist\n.nx\n');
  const options = { cwd: dir, env: stateEnv(base), stdio: ['ignore', 'ignore', 'inherit'] };
  must('git', ['init', '-q'], options);
  must('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], options);
}

/** `run` runs all targets and says which tasks ran and which were replayed, out of the record that Nx keeps. */
function nxSide(name, base, started, flags = []) {
  const [dir, env] = [join(base, 'workspace'), stateEnv(base)];
  const nx = join(dir, 'node_modules', '.bin', 'nx');
  const args = ['run-many', '-t', TARGETS.join(','), '--outputStyle=static', ...flags];
  const run = () => {
    const { seconds, cpu, output } = measure(nx, args, { cwd: dir, env });
    const { tasks } = JSON.parse(readFileSync(join(base, 'nx-cache', 'run.json'), 'utf8'));
    const ids = (isMiss) => tasks.filter((t) => (t.cacheStatus === 'cache-miss') === isMiss).map((t) => t.taskId);
    return { seconds, cpu, output, ran: ids(true), replayed: ids(false), started: started(ids(true), output, dir) };
  };
  return { name, base, dir, run };
}
