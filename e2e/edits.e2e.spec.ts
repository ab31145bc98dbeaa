import { editTrial, editWorkspace, rowsOf, truthsOf, type KindName, type Trial, type Truths } from './support/edits';
import { which } from './support/which';
import type { Workspace } from './support/workspace';

/** e2e/full/edits.e2e.spec.ts has all kinds of files in all phases. */
const KINDS: KindName[] = ['source of a dependency', 'test data', 'source of another project'];
const rows = rowsOf(KINDS);
const go = which('go');

let workspace: Workspace;
let truths: Truths;
beforeAll(async () => {
  workspace = await editWorkspace(rows, go);
  truths = await truthsOf(workspace, rows, go);
});
afterAll(() => workspace.remove());

test('plain go test tells the trees apart', () => {
  expect(truths.before).toEqual([false, true, false, true, true, true]);
  expect(truths.after).toEqual([true, false, true, false, true, true]);
});

test.each<Trial>([
  { port: 'amd64', phase: 'before compile' },
  { port: 'arm64', phase: 'after compile' },
  { port: 'amd64', phase: 'before compile', batch: true },
])('an edit while tests run leaves no pass of another tree: %j', async (trial) => {
  expect(await editTrial(workspace, rows, trial, truths)).toEqual({ unreached: [], wrong: [] });
});
