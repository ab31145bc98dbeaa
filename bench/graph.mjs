// What the project graph costs on 10,000 Go files of 8 kB in 200 modules: our plugin cold, warm and after one edit, next to
// the published peers, each call in a process of its own. Run after `npm run build`:
//   node bench/graph.mjs [FOLDER FOR THE PEERS]
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SIZE, writeWorkspace } from './graph/workspace.mjs';

const here = join(dirname(fileURLToPath(import.meta.url)), 'graph');
const { installPeers } = createRequire(import.meta.url)('./graph/install-peers.cjs');

const base = mkdtempSync(join(tmpdir(), 'nx-go-cross-bench-'));
const dir = join(base, 'workspace');
mkdirSync(dir);
const input = JSON.stringify({ dir, projects: writeWorkspace(dir) });
const rows = {};

const ours = () => measure([join(here, 'ours.cjs'), input]);
settle();
rows['nx-go-cross, cold'] = ours();
rows['nx-go-cross, warm'] = ours();
edit();
rows['nx-go-cross, one file edited'] = ours();
for (const [name, installed] of Object.entries(installPeers(process.argv[2] ?? join(base, 'peers')))) {
  rows[`${name} 4.1.1, cold`] = measure([join(here, 'peer.cjs'), installed, name, input]);
}
rmSync(base, { recursive: true });

console.log(`${SIZE.modules} modules, ${SIZE.modules * SIZE.packages * SIZE.files} files of ${SIZE.bytes} bytes`);
console.table(rows);

function measure(args) {
  const env = {
    ...process.env,
    NX_WORKSPACE_ROOT_PATH: dir,
    NX_WORKSPACE_DATA_DIRECTORY: join(base, 'data'),
    GOFLAGS: '',
  };
  const { stdout, signal, status } = spawnSync(process.execPath, args, {
    cwd: dir,
    env,
    encoding: 'utf8',
    timeout: 600_000,
  });
  try {
    const { ms, cpu, nodes, dependencies, mb, processes, edges, error } = JSON.parse(stdout.trim().split('\n').at(-1));
    if (error !== undefined) return { failed: error.slice(0, 60) };
    return {
      'CPU s': (cpu / 1000).toFixed(2),
      'wall s': (ms / 1000).toFixed(2),
      'createNodes ms': nodes,
      'createDependencies ms': dependencies ?? Math.round(ms),
      MB: mb,
      processes,
      edges: Array.isArray(edges) ? edges.length : edges,
    };
  } catch {
    return { failed: signal ?? `exit code ${status}` };
  }
}

function edit() {
  appendFileSync(join(dir, 'libs', 'm100', 'p0', 'a.go'), '\n// edited\n');
  settle();
}

/** Files that were written just now are not kept in the index. */
function settle() {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
}
