// Calls our plugin on a workspace as Nx does, in a process of its own. Prints time, memory, processes, edges.
const { processesStarted } = require('./processes.cjs');

const started = process.hrtime.bigint();
const { createDependencies, createNodes } = require('../../dist');
const loaded = process.hrtime.bigint();
const cpu = process.cpuUsage();
const { projects, dir } = JSON.parse(process.argv[2]);

const options = { ports: ['amd64', 'arm64', 's390x'] };
const nxJsonConfiguration = { plugins: [{ plugin: 'nx-go-cross', options }] };
const context = { workspaceRoot: dir, nxJsonConfiguration };
const files = Object.values(projects).flatMap((root) => [`${root}/go.mod`, `${root}/project.json`]);
const nodes = createNodes[1](files, options, context);
const inferred = process.hrtime.bigint();
const configured = Object.fromEntries(Object.entries(projects).map(([name, root]) => [name, { root }]));
for (const [, result] of nodes) {
  for (const [root, node] of Object.entries(result.projects)) {
    const name = Object.keys(projects).find((one) => projects[one] === root);
    configured[name] = { ...node, root };
  }
}
const merged = process.hrtime.bigint();
const edges = createDependencies(options, { ...context, projects: configured });
const ended = process.hrtime.bigint();
const cpuMs = ({ user, system }) => Math.round((user + system) / 1000);
const ms = (from, to) => Math.round(Number(to - from) / 1e5) / 10;
console.log(
  JSON.stringify({
    ms: ms(loaded, ended) - ms(inferred, merged),
    nodes: ms(loaded, inferred),
    dependencies: ms(merged, ended),
    load: ms(started, loaded),
    cpu: cpuMs(process.cpuUsage(cpu)),
    mb: Math.round(process.resourceUsage().maxRSS / 1024),
    processes: processesStarted(),
    edges: new Set(edges.map(({ source, target }) => `${source} ${target}`)).size,
    kb: Math.round(JSON.stringify(nodes).length / 1024),
  }),
);
