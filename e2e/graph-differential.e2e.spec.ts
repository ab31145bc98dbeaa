import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { compare, type Differences } from './support/differential/compare';
import { suiteDir, isFull } from './support/suite';

const FIRST_SEED = Number(process.env.NX_GO_CROSS_SEED ?? 1);
const COUNT = Number(process.env.NX_GO_CROSS_WORKSPACES ?? (isFull() ? 400 : 40));

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(suiteDir(), 'random-'));
  process.env.NX_WORKSPACE_DATA_DIRECTORY = join(dir, 'data');
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test(`edges and files are those of go list in ${COUNT} random workspaces`, async () => {
  const wrong: Differences[] = [];
  const counts = { edges: 0, throughThirdParties: 0, unproved: 0, files: 0 };
  for (let seed = FIRST_SEED; seed < FIRST_SEED + COUNT; seed++) {
    const workspace = join(dir, String(seed));
    mkdirSync(workspace);
    const result = await compare(seed, workspace);
    for (const name of Object.keys(counts) as (keyof typeof counts)[]) counts[name] += result[name];
    if (result.differences.length > 0) wrong.push(result);
    else rmSync(workspace, { recursive: true });
    rmSync(`${workspace}.modules`, { recursive: true, force: true });
  }
  console.log(`${COUNT} workspaces compared: ${JSON.stringify(counts)}`);
  expect(wrong).toEqual([]);
}, 3_600_000);
