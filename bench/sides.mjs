// The sides of a workspace, each in a folder of its own, and what happens to one before it runs.
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkOut, probe, publish, timesByContent } from './checkout.mjs';
import { goSide } from './go-side.mjs';
import { baselineSide, emptySide, pluginSide } from './nx-sides.mjs';
import { forget } from './state.mjs';
import { editFile } from './workspace.mjs';

const MAKERS = {
  baseline: baselineSide,
  plugin: (base, workspace, tarball) => pluginSide(base, workspace, tarball, 'plugin', '--batch=false'),
  batch: (base, workspace, tarball) => pluginSide(base, workspace, tarball, 'batch', '--batch'),
  empty: emptySide,
  go: goSide,
};

export function makeSides(base, workspace, tarball) {
  return workspace.sides.map((name) => {
    const folder = join(base, name);
    mkdirSync(folder, { recursive: true });
    const side = MAKERS[name](folder, workspace, tarball);
    if (workspace.clones && name !== 'empty') publish(side);
    return side;
  });
}

/** Runs everything once. What one side has compiled of the standard library is good for all, and takes the longest. */
export function fill(side, workspace, seed) {
  const cache = join(side.base, 'go-cache');
  if (side.name !== 'empty' && existsSync(seed) && seed !== cache) cpSync(seed, cache, { recursive: true });
  if (workspace.clones && side.name !== 'empty') refresh(side, workspace, 'content');
  side.run(Object.keys(workspace.modules));
}

/** What a case says has happened before its run. The empty plugin only ever replays. */
export function prepare(side, workspace, one, revision) {
  if (side.name === 'empty') return;
  if (one.edit) editFile(side.dir, one.edit, revision);
  forget(side.base, one.forget);
  // With times as they are checked out Go alone would be no limit.
  if (workspace.clones) refresh(side, workspace, side.name === 'go' ? 'content' : one.times);
}

function refresh(side, { ports }, times) {
  checkOut(side);
  if (times === 'content') timesByContent(side, join(side.base, '..', 'batch', 'workspace'));
  if (side.name === 'plugin' || side.name === 'batch') probe(side, Object.keys(ports));
}
