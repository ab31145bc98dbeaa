import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Workspace } from './support/workspace';

let workspace: Workspace;
beforeAll(async () => {
  workspace = await Workspace.create({ copy: { '.': 'examples/minimal' } });
});
afterAll(() => workspace.remove());

// As on a machine where 20 others want the processor: the helper that maps the ids comes after everything else.
test('root’s private binfmt_misc does not depend on who is faster, the helper or the test binary', async () => {
  const slow = workspace.tool('readlink', 'sleep 0.3\nexec /usr/bin/readlink "$@"');
  const { code, output } = await workspace.nx(['run', 'svc:test-s390x', '--', '--runner=namespace'], {
    env: { PATH: `${slow}:${process.env.PATH}` },
  });
  expect([code, output]).toEqual([0, expect.stringContaining('2 packages passed')]);
});

test('an update of the plugin does not go on with the launcher of the old one', async () => {
  const script = 'node_modules/nx-go-cross/dist/host/namespace-root-inner.sh';
  rmSync(join(workspace.path, script)); // a hard link that other workspaces share
  workspace.write(script, 'echo the new launcher >&2\nexit 126\n');
  const { code, output } = await workspace.nx(['run', 'checksum:test-s390x', '--', '--runner=namespace']);
  expect([code, output]).toEqual([1, expect.stringContaining('the new launcher')]);
});
