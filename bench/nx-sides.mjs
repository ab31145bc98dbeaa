// What is compared: Nx with targets written by hand, with the plugin, with and without --batch, and with an empty plugin.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { must, root } from '../scripts/lib.mjs';
import { emptyPlugin } from './empty-plugin.mjs';
import { measure } from './measure.mjs';
import { measuredPeaks } from './peaks.mjs';
import { stateEnv } from './state.mjs';
import { startedByGo, startedByPlugin } from './started.mjs';
import { targetsOf, write, writeModules } from './workspace.mjs';

const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** The six lines a user would write for each port, and the edges between projects that nobody finds for them. */
export function baselineSide(base, workspace) {
  const target = ([goarch, qemu]) => ({
    executor: 'nx:run-commands',
    cache: true,
    inputs: ['{projectRoot}/**/*', '^{projectRoot}/**/*'],
    options: { command: `go test -exec ${qemu} ./...`, cwd: '{projectRoot}', env: { GOARCH: goarch } },
  });
  const targets = Object.fromEntries(Object.entries(workspace.ports).map((port) => [`test-${port[0]}`, target(port)]));
  const projectOf = (module) => ({ targets, implicitDependencies: workspace.modules[module] });
  install(base, workspace, { projectOf });
  return nxSide('baseline', base, workspace, startedByGo);
}

/** An entry in nx.json; targets and edges are inferred. */
export function pluginSide(base, workspace, tarball, name, ...flags) {
  const plugin = { plugin: 'nx-go-cross', options: { ports: Object.keys(workspace.ports) } };
  install(base, workspace, { packages: { 'nx-go-cross': `file:${tarball}` }, plugins: [plugin] });
  return nxSide(name, base, workspace, startedByPlugin, flags);
}

/** What no plugin that infers the same targets can be faster than. */
export function emptySide(base, workspace) {
  install(base, workspace, { plugins: ['empty-plugin'] });
  emptyPlugin(join(base, 'workspace'), targetsOf(workspace));
  return nxSide('empty', base, workspace, () => 0);
}

function install(base, workspace, { packages = {}, plugins = [], projectOf = () => ({}) }) {
  const dir = join(base, 'workspace');
  writeModules(dir, workspace);
  for (const module of Object.keys(workspace.modules))
    write(dir, `${module}/project.json`, { name: module, ...projectOf(module) });
  installNx(base, packages, plugins);
}

/** nx.json and packages, in a git repository. */
export function installNx(base, packages, plugins, more = {}) {
  const dir = join(base, 'workspace');
  write(dir, 'nx.json', { analytics: false, neverConnectToCloud: true, plugins, ...more });
  write(dir, 'package.json', { private: true, devDependencies: { nx: devDependencies.nx, ...packages } });
  write(dir, '.gitignore', 'node_modules\ndist\n.nx\n');
  const options = { cwd: dir, env: stateEnv(base), stdio: ['ignore', 'ignore', 'inherit'] };
  must('git', ['init', '-q'], options);
  must('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], options);
}

/** `run` runs all targets and says which tasks ran and which were replayed, out of the record that Nx keeps. */
function nxSide(name, base, workspace, started, flags = []) {
  const [dir, env] = [join(base, 'workspace'), stateEnv(base)];
  const nx = join(dir, 'node_modules', '.bin', 'nx');
  const args = ['run-many', '-t', targetsOf(workspace).join(','), '--outputStyle=static', ...flags];
  const run = () => {
    const peaks = workspace.peaks ? measuredPeaks(base) : undefined;
    const { seconds, cpu, output } = measure(nx, args, { cwd: dir, env: { ...env, ...peaks?.env } });
    const { ran, replayed } = nxRecord(base);
    return { seconds, cpu, output, ran, replayed, started: started(ran, output, dir), peak: peaks?.highest() };
  };
  return { name, base, dir, env, run };
}

/** What Nx notes of its last command. */
export function nxRecord(base) {
  const { tasks } = JSON.parse(readFileSync(join(base, 'nx-cache', 'run.json'), 'utf8'));
  const ids = (isMiss) => tasks.filter((t) => (t.cacheStatus === 'cache-miss') === isMiss).map((t) => t.taskId);
  return { ran: ids(true), replayed: ids(false) };
}
