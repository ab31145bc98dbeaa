import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { parsePort } from '../ports';
import { remember } from './fact-store';
import { writeJson } from './json-file';
import { buildProbe } from './probe-binary';
import { repairState } from './repair-state';
import { stateDir, stateFolder } from './state-dir';
import { tempRoot } from '../files/testdata/temp-root';

let root: string;
const newRoot = tempRoot();
beforeEach(async () => {
  root = realpathSync(newRoot());
  writeFileSync(join(root, 'go'), '#!/bin/sh\necho probe > "$3"; chmod +x "$3"\n', { mode: 0o755 });
  await build();
  for (const name of ['port', 'emulator', 'go-each']) await remember(name, '0', async () => FACTS);
});

/** Of a port that two ways lead to. */
const FACTS = { direct: { outcome: 'failed' }, qemu: { probe: { outcome: 'ran' } } };
const go = () => ({
  path: join(root, 'go'),
  ...{ version: 'go1.26.8', hostGoos: 'linux', hostGoarch: 'amd64', env: {} },
});
const build = () => buildProbe({ go: go(), port: parsePort('amd64'), env: { PATH: '/usr/bin:/bin' }, cwd: root });

const facts = () => stateFolder('facts')!;
const probes = () => stateFolder('probes')!;
const probe = () =>
  join(
    probes(),
    readdirSync(probes()).find((name) => !name.endsWith('.json'))!,
  );
const port = () => join(facts(), 'port-0.json');

test('what is in order is not spoken of: facts are forgotten, probes and notes stay', async () => {
  const before = readdirSync(probes());
  const { repairs, wrongFacts } = repairState();
  expect([repairs, wrongFacts()]).toEqual([[], []]);
  expect(readdirSync(probes())).toEqual(before);
  expect(readdirSync(facts())).toEqual(['go-each-0.json']);
});

test.each<[string, () => string, string]>([
  ['an empty probe', () => (writeFileSync(probe(), ''), probe()), 'a damaged probe'],
  ['a probe that was cut off', () => (writeFileSync(probe(), 'pro'), probe()), 'a damaged probe'],
  ['a probe without its digest', () => (writeFileSync(`${probe()}.json`, ''), probe()), 'a damaged probe'],
  ['a probe that others can write to', () => (chmodSync(probe(), 0o777), probe()), 'a damaged probe'],
  ['an empty fact', () => (writeFileSync(port(), ''), port()), 'a damaged fact'],
  ['a fact of zeros', () => (writeFileSync(port(), '\0\0\0'), port()), 'a damaged fact'],
  [
    'a note of another form',
    () => (writeFileSync(join(facts(), 'go-each-0.json'), '[]'), join(facts(), 'go-each-0.json')),
    'a damaged fact',
  ],
])('%s is removed, and made again when it is needed', async (_title, damage, what) => {
  const path = damage();
  expect(repairState().repairs).toEqual([{ what: `${what}: removed`, path }]);
  expect(existsSync(path)).toBe(false);
  expect(existsSync(await build())).toBe(true);
  expect(repairState().repairs).toEqual([]);
});

test.each<[string, (folder: string) => void]>([
  ['a folder that others can write to', (folder) => (mkdirSync(folder), chmodSync(folder, 0o777))],
  ['a file', (folder) => writeFileSync(folder, '')],
  ['a link', (folder) => symlinkSync(root, folder)],
])('in the place of the probes: %s', async (_title, make) => {
  const folder = join(stateDir()!, 'probes');
  rmSync(folder, { recursive: true });
  make(folder);
  expect(repairState().repairs).toEqual([{ what: 'no folder of yours alone: removed', path: folder }]);
  expect(existsSync(await build())).toBe(true);
  expect(existsSync(join(root, 'go'))).toBe(true);
});

test('a state folder that others can write to is emptied, and serves again', () => {
  const state = stateDir()!;
  chmodSync(state, 0o777);
  expect(repairState().repairs).toEqual([{ what: expect.stringContaining('others could write there'), path: state }]);
  expect([stateDir(), readdirSync(state)]).toEqual([state, []]);
});

test('a kept proof that is not so any more is named after the machine was looked at again', async () => {
  const { wrongFacts } = repairState();
  await remember('port', '0', async () => ({ ...FACTS, qemu: { probe: { outcome: 'failed' } } }));
  expect(wrongFacts()).toEqual([{ what: 'a proof that no longer held: made again', path: port() }]);
});

test('what a killed process left is removed, what a running one writes is not', () => {
  for (const pid of [process.pid, 4_190_000]) writeJson(join(facts(), `port-1.json.${pid}`), 1);
  repairState();
  expect(readdirSync(facts())).toEqual(['go-each-0.json', `port-1.json.${process.pid}`]);
});
