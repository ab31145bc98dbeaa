// What the project graph costs on 10,000 Go files of 8 kB in 200 modules: our plugin cold, warm and after one edit, next to
// the published peers and to what the file system alone takes. Each call is a process of its own, each row the best of
// five. Run after `npm run build`:
//   node bench/graph.mjs [FOLDER FOR THE PEERS]
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SIZE, writeWorkspace } from './graph/workspace.mjs';

const here = join(dirname(fileURLToPath(import.meta.url)), 'graph');
const { installPeers } = createRequire(import.meta.url)('./graph/install-peers.cjs');

const EDITED = 'libs/m100/p0/a.go';
const base = mkdtempSync(join(tmpdir(), 'nx-go-cross-bench-'));
const [dir, data] = [join(base, 'workspace'), join(base, 'data')];
mkdirSync(dir);
const input = { dir, projects: writeWorkspace(dir) };
const original = readFileSync(join(dir, EDITED), 'utf8');
const forget = () => rmSync(data, { recursive: true, force: true });
const rows = {};

settle();
measure('floor: folders, 4 kB of each file', () => run('floor.cjs', input, 'read'));
measure('floor: folders, state of each file', () => run('floor.cjs', input));
measure('nx-go-cross, cold', () => (forget(), run('ours.cjs', input)));
measure('nx-go-cross, nothing changed', () => run('ours.cjs', input));
measure('nx-go-cross, one file edited', (n) => (edit(`${original}// ${n}\n`), run('ours.cjs', input)));
measure('nx-go-cross, one import more', (n) => (edit(withImport(`example.com/m${n}/p0`)), run('ours.cjs', input)));
for (const [name, installed] of Object.entries(installPeers(process.argv[2] ?? join(base, 'peers')))) {
  measure(`${name} 4.1.1, cold`, () => run('peer.cjs', installed, name, input));
  measure(`${name} 4.1.1, one file edited`, () => run('peer.cjs', installed, name, { ...input, changed: EDITED }));
}
rmSync(base, { recursive: true });

console.log(`${SIZE.modules} modules, ${SIZE.modules * SIZE.packages * SIZE.files} files of ${SIZE.bytes} bytes`);
console.table(rows);

function measure(row, once) {
  const results = [1, 2, 3, 4, 5].map(once);
  rows[row] = results.find(({ failed }) => failed) ?? results.sort((a, b) => a['CPU s'] - b['CPU s'])[0];
}

function run(script, ...args) {
  const words = args.map((arg) => (typeof arg === 'string' ? arg : JSON.stringify(arg)));
  const { stdout, signal, status } = spawnSync(process.execPath, [join(here, script), ...words], {
    cwd: dir,
    env: { ...process.env, NX_WORKSPACE_ROOT_PATH: dir, NX_WORKSPACE_DATA_DIRECTORY: data, GOFLAGS: '' },
    encoding: 'utf8',
    timeout: 600_000,
  });
  try {
    return columns(JSON.parse(stdout.trim().split('\n').at(-1)));
  } catch {
    return { failed: signal ?? `exit code ${status}` };
  }
}

function columns({ ms, cpu, nodes, dependencies, mb, processes, edges, kb, error }) {
  if (error !== undefined) return { failed: error.slice(0, 60) };
  return {
    'CPU s': (cpu / 1000).toFixed(2),
    'wall s': (ms / 1000).toFixed(2),
    'createNodes ms': nodes,
    'createDependencies ms': dependencies,
    MB: mb,
    processes,
    edges: Array.isArray(edges) ? edges.length : edges,
    'configuration kB': kb,
  };
}

function edit(text) {
  writeFileSync(join(dir, EDITED), text);
  settle();
}

function withImport(path) {
  return original.replace('import (', `import _ "${path}"\n\nimport (`);
}

/** Files that were written just now are not kept in the index. */
function settle() {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
}
