import {
  editTrial,
  editWorkspace,
  KINDS,
  PHASES,
  rowsOf,
  truthsOf,
  type KindName,
  type Truths,
} from '../support/edits';
import { which } from '../support/which';
import type { Workspace } from '../support/workspace';

const rows = rowsOf(Object.keys(KINDS) as KindName[]);
const go = which('go');

let workspace: Workspace;
let truths: Truths;
beforeAll(async () => {
  workspace = await editWorkspace(rows, go);
  truths = await truthsOf(workspace, rows, go);
}, 600_000);
afterAll(() => workspace.remove());

const MODES = [{ port: 'amd64' }, { port: 'arm64' }, { port: 'arm64', batch: true }] as const;
const TRIALS = PHASES.flatMap((phase) => MODES.map((mode) => ({ ...mode, phase })));

test.each(TRIALS)(
  'edits while tests run: %j',
  async (trial) => {
    expect(await editTrial(workspace, rows, trial, truths)).toEqual({ unreached: [], wrong: [] });
  },
  900_000,
);

/** A process for each plugin, as users have it. */
const ISOLATED = { NX_ISOLATE_PLUGINS: 'true' };

test.each(['22.7.12', '23.3.2'] as const)(
  'edits while tests run, on Nx %s',
  async (version) => {
    const few = rowsOf(['source of a dependency', 'test data', 'source of another project']);
    const older = await editWorkspace(few, go, version);
    try {
      const trial = { port: 'amd64', phase: 'before compile', env: ISOLATED } as const;
      const expected = await truthsOf(older, few, go);
      expect(await editTrial(older, few, trial, expected)).toEqual({ unreached: [], wrong: [] });
    } finally {
      older.remove();
    }
  },
  900_000,
);
