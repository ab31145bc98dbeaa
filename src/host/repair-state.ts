import { chmodSync, lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { namesIn } from '../files';
import { isThere } from '../process';
import { readOwnJson } from './json-file';
import type { PortFacts } from './port-facts';
import { isPrivate } from './private-folder';
import { isWhole } from './probe-binary';
import { candidates, stateDir } from './state-dir';

/** Something among what is kept between commands that was not in order, and is now. */
export interface Repair {
  readonly what: string;
  readonly path: string;
}

export interface StateRepair {
  readonly repairs: readonly Repair[];
  /** After the machine was looked at again: what had been kept of it and was not so. */
  readonly wrongFacts: () => readonly Repair[];
}

/**
 * Puts the state folder in order and forgets the facts in it, so that whoever asks finds them anew. What other programs or
 * a crash of the machine left there damaged is removed, and made again when it is needed.
 */
export function repairState(env: NodeJS.ProcessEnv = process.env): StateRepair {
  const opened = candidates(env).flatMap(({ path }) => closeToOthers(path));
  const state = stateDir(env);
  if (state === undefined) return { repairs: opened, wrongFacts: () => [] };
  const [facts, probes] = [join(state, 'facts'), join(state, 'probes')];
  const replaced = [facts, probes].flatMap(removeOther);
  const known = provedPorts(facts);
  const repairs = [...opened, ...replaced, ...repairProbes(probes), ...repairFacts(facts)];
  return { repairs, wrongFacts: () => changed(known, provedPorts(facts)) };
}

/** Whoever could write there could have put a program there. */
function closeToOthers(folder: string): Repair[] {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (!found?.isDirectory() || found.uid !== process.getuid?.() || isPrivate(folder)) return [];
  for (const name of readdirSync(folder)) remove(join(folder, name));
  chmodSync(folder, 0o700);
  return [{ what: 'others could write there: what was in it is removed, and now only you can', path: folder }];
}

function removeOther(folder: string): Repair[] {
  if (lstatSync(folder, { throwIfNoEntry: false }) === undefined || isPrivate(folder)) return [];
  remove(folder);
  return [{ what: 'no folder of yours alone: removed', path: folder }];
}

function repairProbes(folder: string): Repair[] {
  const names = namesIn(folder).sort();
  removeLeftovers(folder, names);
  const damaged = names.filter((name) => /^probe-.*-[0-9a-f]+$/.test(name) && !isWhole(join(folder, name)));
  for (const name of damaged) for (const file of [name, `${name}.json`]) remove(join(folder, file));
  return damaged.map((name) => ({ what: 'a damaged probe: removed', path: join(folder, name) }));
}

/** What was noted is no fact about the machine. */
const NOTES = /^go-each-/;

function repairFacts(folder: string): Repair[] {
  const names = namesIn(folder).sort();
  removeLeftovers(folder, names);
  const facts = names.filter((name) => name.endsWith('.json'));
  const damaged = facts.filter((name) => readOwnJson(join(folder, name)) === undefined);
  for (const name of facts) if (damaged.includes(name) || !NOTES.test(name)) remove(join(folder, name));
  return damaged.map((name) => ({ what: 'a damaged fact: removed', path: join(folder, name) }));
}

/** Of processes that were killed while they wrote. */
function removeLeftovers(folder: string, names: readonly string[]): void {
  for (const name of names) {
    const pid = /\.(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isThere(Number(pid))) remove(join(folder, name));
  }
}

/** By the path of the fact, how each way to run a port came out. */
function provedPorts(folder: string): Map<string, string> {
  const files = namesIn(folder)
    .sort()
    .filter((name) => name.startsWith('port-'));
  const found = new Map<string, string>();
  for (const path of files.map((name) => join(folder, name))) {
    const facts = readOwnJson<PortFacts>(path);
    if (facts === undefined) continue;
    const { direct, namespace, proot, qemu, node } = facts;
    const probes = [direct, namespace?.probe, proot?.probe, qemu?.probe, node?.probe];
    found.set(path, JSON.stringify(probes.map((probe) => probe?.outcome ?? null)));
  }
  return found;
}

function changed(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Repair[] {
  const wrong = [...before].filter(([path, outcomes]) => after.has(path) && after.get(path) !== outcomes);
  return wrong.map(([path]) => ({ what: 'a proof that no longer held: made again', path }));
}

function remove(path: string): void {
  rmSync(path, { recursive: true, force: true });
}
