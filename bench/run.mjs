// npm run bench [-- --rounds=N --cases=base,leaf --keep]: the plugin against targets written by hand, in one go.
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { outputOf, pack } from '../scripts/lib.mjs';
import { CASES, check } from './cases.mjs';
import { goSide } from './go-side.mjs';
import { baselineSide, pluginSide } from './nx-sides.mjs';
import { forget } from './state.mjs';
import { table } from './table.mjs';
import { editFile } from './workspace.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    cases: { type: 'string', default: Object.keys(CASES).join() },
    keep: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const unknown = values.cases.split(',').filter((key) => CASES[key] === undefined);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds=${values.rounds} is not a number of rounds.`);
if (unknown.length > 0) throw new Error(`No case ${unknown.join()}; the cases: ${Object.keys(CASES).join()}.`);
const cases = Object.fromEntries(values.cases.split(',').map((key) => [key, CASES[key]]));

const base = mkdtempSync(join(tmpdir(), 'nx-go-cross-bench-'));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
process.once('exit', () => (values.keep ? console.log(`kept: ${base}`) : rmSync(base, { recursive: true })));

const sides = makeSides();
const results = Object.fromEntries(
  Object.keys(cases).map((key) => [key, { baseline: [], plugin: [], batch: [], go: [] }]),
);
let revision = 0;
console.log('Filling the caches …');
for (const side of sides) if (!cases.cold || side.name === 'go') fill(side);
for (let round = 1; round <= rounds; round++) {
  for (const key of Object.keys(cases)) {
    runCase(key, round);
    await setImmediate(); // All else is synchronous, and a signal would wait for the end.
  }
}

console.log(`\n${machine()}\n\n${table(cases, results, 'seconds')}\n\n${table(cases, results, 'cpu')}`);

function makeSides() {
  console.log('Making the workspaces …');
  const folder = (name) => {
    mkdirSync(join(base, name));
    return join(base, name);
  };
  const tarball = pack(base);
  return [
    baselineSide(folder('baseline')),
    pluginSide(folder('plugin'), tarball),
    pluginSide(folder('batch'), tarball, 'batch', '--batch'),
    goSide(folder('go')),
  ];
}

/** What one side has compiled of the standard library is good for all, and takes the longest. */
function fill(side) {
  const filled = join(sides[0].base, 'go-cache');
  if (side !== sides[0] && existsSync(filled)) cpSync(filled, join(side.base, 'go-cache'), { recursive: true });
  side.run(CASES.cold.modules);
}

/** Every side runs the case before the next case begins; who is first changes with the round. */
function runCase(key, round) {
  const one = cases[key];
  revision++;
  for (const side of round % 2 === 1 ? sides : sides.toReversed()) {
    if (side.name === 'go' && !one.floor) continue;
    forget(side.base, one.forget);
    if (one.edit) editFile(side.dir, one.edit, revision);
    const result = side.run(one.modules);
    check(side.name, result, one);
    results[key][side.name].push(result);
    const { seconds, cpu } = result;
    console.log(`round ${round}  ${one.name}  ${side.name}  ${seconds.toFixed(2)} s  ${cpu.toFixed(2)} CPU s`);
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
  return [...lines, `${cpus().length} CPUs, load ${load.toFixed(1)}`, `medians of ${rounds} rounds`].join(' · ');
}
