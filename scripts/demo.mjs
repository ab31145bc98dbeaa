// README command 1: the plugin packed as users get it, in a workspace of its own, testing a real module for arm64.
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { has, must, outputOf, pack, root, workspaceEnv } from './lib.mjs';

must('node', ['scripts/setup.mjs']);

// Replaced by every run, so that the first result is never one of an earlier demo.
const workspace = join(root, 'tmp', 'demo');
// Nx colours what its tasks print even when nobody sees it.
const env = workspaceEnv(process.stdout.isTTY ? {} : { FORCE_COLOR: '0' });
const inWorkspace = { cwd: workspace, env };
makeWorkspace();

const target = `test-${foreignOrHostGoarch()}`;
show('the tests of svc, and of the module github.com/cespare/xxhash/v2 that it requires');
show('the same again: nothing changed, Nx replays the result');
console.log(`\nGo on there:  cd ${relative(process.cwd(), workspace) || '.'} && npx nx run svc:test-ports`);

function makeWorkspace() {
  rmSync(workspace, { recursive: true, force: true });
  mkdirSync(workspace, { recursive: true });
  const tarball = pack(workspace);
  cpSync(join(root, 'examples', 'minimal'), workspace, {
    recursive: true,
    filter: (path) => !/node_modules|\.nx|dist/.test(path.slice(root.length)),
  });
  must('git', ['init', '-q'], inWorkspace);
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  must('npm', ['install', ...quiet, '--save-dev', tarball], { ...inWorkspace, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Without an emulator the demo goes on with what there is: the host's own port. */
function foreignOrHostGoarch() {
  if (has('qemu-aarch64') || has('qemu-aarch64-static')) return 'arm64';
  const goarch = outputOf('go', ['env', 'GOHOSTARCH']);
  console.log(`\nThere is no QEMU here: what follows is the host's own port ${goarch}, run natively.`);
  return goarch;
}

function show(title) {
  console.log(`\n# ${title}\n$ npx nx run svc:${target}`);
  must('npx', ['nx', 'run', `svc:${target}`], inWorkspace);
}
