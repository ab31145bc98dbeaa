// README command 1: the plugin packed as users get it, in a workspace of its own, testing a real module for arm64.
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must, outputOf, root } from './lib.mjs';

must('node', ['scripts/setup.mjs']);
const workspace = mkdtempSync(join(tmpdir(), 'nx-go-cross-demo-'));
const packed = JSON.parse(
  outputOf('npm', ['pack', '--json', '--pack-destination', workspace], { stdio: ['ignore', 'pipe', 'inherit'] }),
);
cpSync(join(root, 'examples', 'minimal'), workspace, {
  recursive: true,
  filter: (path) => !/node_modules|\.nx|dist/.test(path.slice(root.length)),
});

const env = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' };
const inWorkspace = { cwd: workspace, env };
must('git', ['init', '-q'], inWorkspace);
must(
  'npm',
  ['install', '--no-audit', '--no-fund', '--loglevel=error', '--save-dev', join(workspace, packed[0].filename)],
  inWorkspace,
);

show('the tests of svc, and of the module github.com/cespare/xxhash/v2, for arm64');
show('the same again: nothing changed, Nx replays the result');
console.log(`\nThe workspace is ${workspace}. Go on there, for example with 'npx nx run svc:test-ports'.`);

function show(title) {
  console.log(`\n# ${title}\n$ npx nx run svc:test-arm64`);
  must('npx', ['nx', 'run', 'svc:test-arm64'], inWorkspace);
}
