import { join } from 'node:path';
import { go } from '../support/go-oracle';
import { runnable } from '../support/port-table/ports';
import { portsInReadme, writePortsToReadme } from '../support/port-table/readme';
import { render } from '../support/port-table/render';
import { reservedRows } from '../support/port-table/reserved';
import { plugins, runAll } from '../support/port-table/run';
import type { Row } from '../support/port-table/row';
import { Workspace } from '../support/workspace';

let workspace: Workspace;
let rows: readonly Row[];
let table: string;

beforeAll(async () => {
  workspace = await Workspace.create({ copy: { '.': 'examples/minimal' } });
  workspace.write('nx.json', { analytics: false, neverConnectToCloud: true, plugins });
  const host = (await go(['env', 'GOHOSTOS', 'GOHOSTARCH'], workspace.path)).trim().replace('\n', '/');
  const run = await runAll(workspace);
  rows = [...run.rows, ...(await reservedRows(join(workspace.path, 'libs', 'checksum')))];
  table = render(rows, { ...run.versions, host, node: process.versions.node.split('.')[0]! });
}, 10_800_000);
afterAll(() => workspace.remove());

test('the table is about all ports of Go', async () => {
  const known = (await go(['tool', 'dist', 'list'], workspace.path)).trim().split('\n');
  expect(known.filter((port) => !rows.some((row) => row.port === port))).toEqual([]);
});

test('every port that is for Linux or WebAssembly is tested', () => {
  const untested = rows.filter(({ port, verdict }) => runnable.includes(port) && verdict !== 'tested');
  expect(untested).toEqual([]);
});

test('README.md says what this run showed', () => {
  if (process.env.NX_GO_CROSS_WRITE === '1') writePortsToReadme(table);
  expect(portsInReadme()).toBe(table);
});
