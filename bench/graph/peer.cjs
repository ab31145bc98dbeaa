// Calls a published peer's createDependencies on a workspace as Nx does, with the workspace as working directory.
// argv: the folder where npm installed it, `nx-go` or `gonx`, {dir, projects: roots by name, changed: a file, when Nx knows all
// others from before}. Prints time, memory, processes, edges.
const { readdirSync } = require('node:fs');
const { join, posix } = require('node:path');
const { processesStarted } = require('./processes.cjs');

const [, , installed, peer, input] = process.argv;
const { dir, projects, changed } = JSON.parse(input);
const packages = { 'nx-go': '@nx-go/nx-go', gonx: '@naxodev/gonx' };
const place = join(installed, 'node_modules', packages[peer], 'src', 'graph', 'create-dependencies');

function* filesBelow(folder) {
  for (const entry of readdirSync(join(dir, folder), { withFileTypes: true })) {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

function projectOf(file) {
  const roots = Object.entries(projects).filter(([, root]) => root === '.' || file.startsWith(`${root}/`));
  return roots.sort(([, a], [, b]) => b.length - a.length)[0]?.[0];
}

function onlyFile(file) {
  const files = Object.keys(projects).map((name) => [name, name === projectOf(file) ? [{ file, hash: file }] : []]);
  return { projectFileMap: Object.fromEntries(files), nonProjectFiles: [] };
}

async function main() {
  const projectFileMap = Object.fromEntries(Object.keys(projects).map((name) => [name, []]));
  const byFolder = new Map();
  for (const file of filesBelow('.')) {
    const folder = posix.dirname(file);
    if (!byFolder.has(folder)) byFolder.set(folder, projectOf(file));
    const owner = byFolder.get(folder);
    if (owner) projectFileMap[owner].push({ file, hash: file });
  }
  const fileMap = { projectFileMap, nonProjectFiles: [] };
  const { createDependencies } = require(place);
  const context = {
    workspaceRoot: dir,
    projects: Object.fromEntries(Object.entries(projects).map(([name, root]) => [name, { name, root }])),
    fileMap,
    filesToProcess: changed === undefined ? fileMap : onlyFile(changed),
    externalNodes: {},
    nxJsonConfiguration: {},
  };
  const [started, cpu] = [process.hrtime.bigint(), process.cpuUsage()];
  const edges = await createDependencies({}, context);
  const ms = Number(process.hrtime.bigint() - started) / 1e6;
  const { user, system } = process.cpuUsage(cpu);
  const list = [...new Set(edges.map(({ source, target }) => `${source} → ${target}`))].sort();
  const mb = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    JSON.stringify({ ms, cpu: Math.round((user + system) / 1000), mb, processes: processesStarted(), edges: list }),
  );
}

main().catch((error) => {
  console.log(JSON.stringify({ error: String(error?.message ?? error).split('\n')[0] }));
});
