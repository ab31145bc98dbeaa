import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PluginOptions } from '../src/graph';
import { allFiles, askPlugin } from './support/differential/plugin-view';
import { Random } from './support/differential/random';
import { randomEdit } from './support/differential/random-edit';
import { writeRandomWorkspace } from './support/differential/random-workspace';
import { isFull, suiteDir } from './support/suite';

const COUNT = isFull() ? 120 : 15;
const EDITS = 8;

let dir: string;
const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
beforeAll(() => void (dir = mkdtempSync(join(suiteDir(), 'recall-'))));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** All that the plugin says about a workspace, with what earlier calls kept in a folder. */
function said(workspace: string, options: PluginOptions, data: string): string {
  process.env.NX_WORKSPACE_DATA_DIRECTORY = data;
  warn.mockClear();
  const files = allFiles(workspace);
  const roots = files.filter((file) => file.endsWith('project.json')).map(dirname);
  const { nodes, edges } = askPlugin({ dir: workspace, files, roots, nxJson: {} }, options);
  return JSON.stringify([nodes, edges, warn.mock.calls]);
}

/** Changes when something was computed. */
function stampOf(data: string): string {
  const kept = readdirSync(data).filter((name) => !name.includes('sources'));
  return kept.map((name) => statSync(join(data, name)).ino).join();
}

test(`what is recalled after ${EDITS} random edits of ${COUNT} random workspaces is what a fresh look gives`, async () => {
  const wrong: string[] = [];
  let recalled = 0;
  for (let seed = 1; seed <= COUNT; seed++) {
    const [workspace, data, fresh] = ['workspace', 'data', 'fresh'].map((name) => join(dir, `${seed}`, name));
    mkdirSync(workspace!, { recursive: true });
    const { options } = await writeRandomWorkspace(seed, workspace!);
    const random = new Random(seed);
    said(workspace!, options, data!);
    const edits: string[] = [];
    for (let edit = 0; edit < EDITS; edit++) {
      if (random.chance(50)) await sleep(110).then(() => said(workspace!, options, data!));
      edits.push(randomEdit(random, workspace!));
      const before = stampOf(data!);
      const isRight = said(workspace!, options, data!) === said(workspace!, options, fresh!);
      if (stampOf(data!) === before) recalled++;
      if (!isRight) wrong.push(`${seed}: ${edits.join(', ')}`);
      rmSync(fresh!, { recursive: true });
    }
    rmSync(join(dir, `${seed}`), { recursive: true });
  }
  console.log(`${COUNT * EDITS} edits, ${recalled} times nothing was computed anew`);
  expect(wrong).toEqual([]);
  expect(recalled).toBeGreaterThan(COUNT);
}, 3_600_000);
