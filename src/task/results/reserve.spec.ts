import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Guard } from '../../process';
import type { NormalizedTestOptions } from '../options/normalize-options';
import { reserveRoom } from './reserve';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'reserve-spec-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test.each([
  ['beside all results, where Nx keeps nothing of it', 'results/svc/arm64', 'results'],
  ['in a folder of the user’s', 'out', 'out'],
])('room is held %s, and the guard gives it back when nobody else can', (_title, output, expected) => {
  const [outputDir, resultsDir] = [join(root, output), join(root, 'results')];
  mkdirSync(outputDir, { recursive: true });
  mkdirSync(resultsDir, { recursive: true });
  const adopted = new Set<string>();
  const guard = { adopt: (path: string) => adopted.add(path), drop: (path: string) => adopted.delete(path) };
  const release = reserveRoom({ outputDir, resultsDir } as NormalizedTestOptions, guard as unknown as Guard);
  const [path = ''] = adopted;
  expect([join(path, '..'), statSync(path).size]).toEqual([join(root, expected), 64 << 10]);
  release();
  expect([
    existsSync(path),
    adopted.size,
    readdirSync(join(root, expected)).filter((name) => /room/.test(name)),
  ]).toEqual([...[false, 0, []]]);
  release();
});

test('without room nothing is held, and nothing fails', () => {
  const guard = { adopt: () => undefined, drop: () => undefined } as unknown as Guard;
  const folders = { outputDir: join(root, 'none'), resultsDir: join(root, 'none too') } as NormalizedTestOptions;
  const release = reserveRoom(folders, guard);
  release();
  expect(readdirSync(root)).toEqual([]);
});
