// npm run bench -- --cases=history [--commits=N --modules=sys,term]: jobs of CI over commits of golang.org/x modules.
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { markdown } from '../table.mjs';
import { registered } from './namespace.mjs';
import { makeHistory, NAMES } from './releases.mjs';
import { makeRepository } from './repository.mjs';
import { makeSides } from './sides.mjs';
import { differences } from './verdicts.mjs';

const PORTS = { arm64: 'qemu-aarch64', s390x: 'qemu-s390x' };
const SIDES = ['plain', 'plugin', 'limit'];

/** Returns the table. */
export async function measureHistory({ base, tarball, commits, modules }) {
  const names = modules?.split(',') ?? NAMES;
  const unknown = names.filter((name) => !NAMES.includes(name));
  if (unknown.length > 0) throw new Error(`No module ${unknown.join()}; the modules: ${NAMES.join()}.`);
  if (!Number.isInteger(commits) || commits < 1) throw new Error('--commits is a number of commits.');
  for (const name of ['', ...SIDES, 'empty', 'author']) mkdirSync(join(base, name), { recursive: true });
  console.log('Making the repository …');
  const states = makeHistory(
    NAMES.filter((name) => names.includes(name)),
    commits,
  );
  const repository = makeRepository({ base, states, ports: PORTS, tarball });
  const sides = makeSides({ base, dir: repository.dir, names, machine: registered(PORTS) });
  const known = new Map();
  const rows = [];
  for (const [i, commit] of repository.commits.entries()) {
    const order = i % 2 === 0 ? SIDES : SIDES.toReversed();
    const jobs = [];
    for (const goarch of Object.keys(PORTS)) {
      jobs.push(runJobs({ base, sides, order, goarch, commit, previous: repository.commits[i - 1], known }));
      await setImmediate(); // All else is synchronous, and a signal would wait for the end.
    }
    // The first one fills the caches.
    if (i > 0) rows.push(rowOf(commit, jobs));
  }
  return tableOf(rows);
}

/** The jobs of all sides for one port of one commit, and what the plugin says otherwise than plain Go. */
function runJobs({ base, sides, order, goarch, commit, previous, known }) {
  const results = {};
  for (const name of order) {
    if (previous === undefined) seed(base, name);
    results[name] = sides[name](goarch, commit.sha, previous?.sha);
    const { seconds, started, others } = results[name];
    const more = others === undefined ? '' : ` and ${others.toFixed(1)} s of other steps`;
    console.log(`${commit.title}  ${goarch}  ${name}  ${seconds.toFixed(1)} s${more}  ${started} tests started`);
  }
  // What is not affected keeps the verdict that it had.
  const now = new Map([...(known.get(goarch) ?? []), ...results.plugin.verdicts]);
  const different = differences(results.plain.verdicts, now);
  for (const line of different) console.log(`  different on ${goarch}: ${line}`);
  known.set(goarch, now);
  return { results, verdicts: results.plain.verdicts.size, different: different.length };
}

/** What plain Go has compiled of the standard library is good for all. */
function seed(base, name) {
  const [from, to] = ['plain', name].map((side) => join(base, side, 'go-cache'));
  if (from !== to && existsSync(from)) cpSync(from, to, { recursive: true });
}

function rowOf({ title }, jobs) {
  const sum = (value) => jobs.reduce((total, job) => total + value(job), 0);
  return {
    title,
    seconds: SIDES.map((side) => sum(({ results }) => results[side].seconds)),
    others: sum(({ results }) => results.plugin.others),
    started: SIDES.map((side) => sum(({ results }) => results[side].started)),
    verdicts: sum(({ verdicts }) => verdicts),
    different: sum(({ different }) => different),
  };
}

function tableOf(rows) {
  const sum = (value) => rows.reduce((total, row) => total + value(row), 0);
  const all = {
    title: 'sum',
    seconds: SIDES.map((_, i) => sum(({ seconds }) => seconds[i])),
    others: sum(({ others }) => others),
    started: SIDES.map((_, i) => sum(({ started }) => started[i])),
    verdicts: sum(({ verdicts }) => verdicts),
    different: sum(({ different }) => different),
  };
  const cells = ({ title, seconds, others, started, verdicts, different }) => [
    ...[title, ...seconds.map((value) => value.toFixed(1)), others.toFixed(1)],
    ...[(seconds[1] / seconds[2]).toFixed(2), started.join(' / '), verdicts, different],
  ];
  const head = ['seconds', ...SIDES, 'other steps', 'plugin to limit', 'tests started', 'verdicts', 'different'];
  return markdown(head, [...rows, all].map(cells));
}
