// npm run bench [-- --rounds=N --cases=base,leaf --keep]: the plugin against targets written by hand, in one go.
// npm run bench -- --cases=history [--commits=N --modules=sys,term]: the same for a real history.
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { outputOf, pack } from '../scripts/lib.mjs';
import { CASES, check, sidesOf } from './cases.mjs';
import { growthTable, table } from './table.mjs';
import { measureHistory } from './history/run.mjs';
import { fill, makeSides, prepare } from './sides.mjs';
import { WORKSPACES } from './workspace.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    cases: { type: 'string', default: Object.keys(CASES).join() },
    keep: { type: 'boolean', default: false },
    commits: { type: 'string', default: '10' },
    modules: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
const isHistory = values.cases === 'history';
const chosen = isHistory ? [] : values.cases.split(',');
const unknown = chosen.filter((key) => CASES[key] === undefined);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds=${values.rounds} is not a number of rounds.`);
if (unknown.length > 0)
  throw new Error(`No case ${unknown.join()}; the cases: ${Object.keys(CASES).join()}; and history, alone.`);

const base = mkdtempSync(join(tmpdir(), 'nx-go-cross-bench-'));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
process.once('exit', () => (values.keep ? console.log(`kept: ${base}`) : rmSync(base, { recursive: true })));

const tarball = pack(base);
const cases = Object.fromEntries(chosen.map((key) => [key, CASES[key]]));
const results = Object.fromEntries(chosen.map((key) => [key, {}]));
let revision = 1;
let seed = '';
for (const name of new Set(Object.values(cases).map((one) => one.in))) await measureIn(name);
const tables = isHistory
  ? [await measureHistory({ ...values, commits: Number(values.commits), base: join(base, 'history'), tarball })]
  : [table(cases, results, 'seconds'), table(cases, results, 'cpu'), growthTable(cases, results)];
console.log([`\n${machine()}`, ...tables.filter((text) => text !== '')].join('\n\n'));

/** All chosen cases of a workspace. */
async function measureIn(name) {
  const workspace = WORKSPACES[name];
  const keys = chosen.filter((key) => cases[key].in === name);
  console.log(`Making workspace ${name} and filling its caches …`);
  const sides = makeSides(join(base, name), workspace, tarball);
  for (const side of sides) {
    // Whoever begins with everything cold fills its caches by that.
    if (cases[keys[0]].forget === 'all' && sidesOf(cases[keys[0]]).includes(side.name)) continue;
    fill(side, workspace, seed);
    if (side.name !== 'empty') seed ||= join(side.base, 'go-cache');
  }
  for (let round = 1; round <= rounds; round++) {
    for (const key of keys) {
      runCase(sides, key, round);
      await setImmediate(); // All else is synchronous, and a signal would wait for the end.
    }
  }
}

/** Every side runs the case before the next case begins; who is first changes with the round. */
function runCase(sides, key, round) {
  const one = cases[key];
  const takePart = sides.filter(({ name }) => sidesOf(one).includes(name));
  revision++;
  for (const side of round % 2 === 1 ? takePart : takePart.toReversed()) {
    prepare(side, WORKSPACES[one.in], one, revision);
    const result = side.run(one.modules);
    check(side.name, result, one);
    (results[key][side.name] ??= []).push(result);
    const { seconds, cpu, peak } = result;
    const memory = peak === undefined ? '' : `  ${peak.megabytes} MB (${peak.program})`;
    console.log(`round ${round}  ${one.name}  ${side.name}  ${seconds.toFixed(2)} s  ${cpu.toFixed(2)} CPU s${memory}`);
  }
}

function machine() {
  const versions = [
    `Node ${process.versions.node}`,
    outputOf('go', ['version']),
    outputOf('qemu-aarch64', ['--version']),
  ];
  const [load] = loadavg();
  const lines = versions.map((version) => version?.split('\n')[0]);
  return [
    ...lines,
    `${cpus().length} CPUs, load ${load.toFixed(1)}`,
    isHistory ? 'one run' : `medians of ${rounds} rounds`,
  ].join(' · ');
}
