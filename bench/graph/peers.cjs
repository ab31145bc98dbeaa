// Counts the edges that the published peers miss or invent on the random workspaces of e2e/graph-differential.e2e.spec.ts.
// Direct edges must be there; others may be that lead to what is reached, or to where a missing package should lie:
//   node --require ./bench/load-ts.cjs bench/graph/peers.cjs [COUNT] [FOLDER FOR THE PEERS]
const { spawnSync } = require('node:child_process');
const { mkdirSync, mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { normalizePluginOptions } = require('../../src/graph');
const { addEdges } = require('../../e2e/support/differential/compare');
const { goView } = require('../../e2e/support/differential/go-view');
const { pluginView } = require('../../e2e/support/differential/plugin-view');
const { writeRandomWorkspace } = require('../../e2e/support/differential/random-workspace');
const { installPeers } = require('./install-peers.cjs');

const count = Number(process.argv[2] ?? 40);
const dir = mkdtempSync(join(tmpdir(), 'nx-go-cross-peers-'));
process.env.NX_GO_CROSS_E2E_DIR = dir;
process.env.NX_WORKSPACE_DATA_DIRECTORY = join(dir, 'data');

const totals = new Map();

async function main() {
  const peers = installPeers(process.argv[3] ?? join(dir, 'peers'));
  let edges = 0;
  for (let seed = 1; seed <= count; seed++) {
    const at = join(dir, String(seed));
    mkdirSync(at);
    const workspace = await writeRandomWorkspace(seed, at);
    const expected = await edgesOfGo(workspace);
    edges += expected.direct.size;
    const { projects } = workspace.layout;
    add('nx-go-cross', expected, pluginView(at, projects, workspace.options).edges, seed);
    writeFileSync(join(at, 'nx.json'), '{}');
    for (const [name, installed] of Object.entries(peers))
      add(name, expected, askPeer(name, installed, at, projects), seed);
    rmSync(at, { recursive: true });
  }
  console.log(`${count} workspaces, ${edges} edges by go list`);
  console.table(Object.fromEntries(totals));
  rmSync(dir, { recursive: true });
}

async function edgesOfGo(workspace) {
  const [direct, possible] = [new Set(), new Set()];
  for (const target of normalizePluginOptions(workspace.options).ports) {
    for (const [root, view] of await goView(workspace, target)) {
      addEdges(direct, root, view.imports, workspace);
      for (const dirs of [view.imports, view.closure, view.gaps]) addEdges(possible, root, dirs, workspace);
    }
  }
  return { direct, possible };
}

function askPeer(name, installed, at, projects) {
  const input = JSON.stringify({ dir: at, projects: Object.fromEntries(projects.map((root) => [root, root])) });
  const env = { ...process.env, NX_WORKSPACE_ROOT_PATH: at, NX_DAEMON: 'false', GOFLAGS: '', GOPROXY: 'off' };
  const args = [join(__dirname, 'peer.cjs'), installed, name, input];
  const { stdout } = spawnSync(process.execPath, args, { cwd: at, env, encoding: 'utf8' });
  try {
    return JSON.parse(stdout.trim().split('\n').at(-1)).edges;
  } catch {
    return undefined;
  }
}

/** `found` is undefined when there was no graph at all: every edge is missed then. */
function add(name, { direct, possible }, found, seed) {
  const total = totals.get(name) ?? { missed: 0, phantom: 0, 'no graph': 0, 'right workspaces': 0 };
  totals.set(name, total);
  const missed = [...direct].filter((edge) => !found?.includes(edge));
  const phantom = (found ?? []).filter((edge) => !possible.has(edge));
  total.missed += missed.length;
  total.phantom += phantom.length;
  if (found === undefined) total['no graph'] += 1;
  else if (missed.length + phantom.length === 0) total['right workspaces'] += 1;
  if (process.env.VERBOSE) console.log(seed, name, { missed, phantom });
}

main();
