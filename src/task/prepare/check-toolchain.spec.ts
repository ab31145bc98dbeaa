import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toolchainVariable } from '../../task-key';
import { checkToolchain } from './check-toolchain';

let root: string;
const inherited = { ...process.env };
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'toolchain-spec-'));
  process.env.XDG_CACHE_HOME = join(root, 'cache');
  mkdirSync(join(root, 'svc'));
  const answer = `{"GOVERSION":"'"\${VERSION:-go1.26.8}"'","GOHOSTOS":"linux","GOHOSTARCH":"amd64"}`;
  writeFileSync(join(root, 'go'), `#!/bin/sh\necho '${answer}'\n`, { mode: 0o755 });
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
  process.env = { ...inherited };
});

function check(
  version: string,
  { keyed, answer, option, go = 'go' }: { keyed?: string; answer?: string; option?: string; go?: string },
) {
  const said = answer ?? (keyed && JSON.stringify([`GOVERSION=${keyed}`]));
  const variable = said === undefined ? {} : { [toolchainVariable('svc')]: said };
  const taskEnv = { PATH: `${root}:/usr/bin:/bin`, ...variable };
  const env = option === undefined ? taskEnv : { ...taskEnv, VERSION: option };
  return checkToolchain({ project: 'svc', root, dir: join(root, 'svc'), go, env, taskEnv }, version);
}

test.each<[string, string, Parameters<typeof check>[1]]>([
  ['the Go of the key', 'go1.26.8', { keyed: 'go1.26.8' }],
  ['no shim', 'go1.26.8', {}],
  ['another one by an option of the target', 'go1.25.5', { keyed: 'go1.26.8', option: 'go1.25.5' }],
  ['another command by option go', 'go1.25.5', { keyed: 'go1.26.8', go: '/opt/go/bin/go' }],
])('%s is in order', async (_title, version, state) => {
  await expect(check(version, state)).resolves.toBeUndefined();
});

test('a Go that said nothing when the key was made is refused', async () => {
  await expect(check('go1.25.5', { answer: '"none"' })).rejects.toThrow('was unknown when the cache key was made');
});

test('another Go is refused: the first time each folder is to be asked, then it is something else', async () => {
  const refused = () => check('go1.25.5', { keyed: 'go1.26.8-old' });
  await expect(refused()).rejects.toMatchObject({
    code: 'goChanged',
    message:
      'The go command on PATH is go1.25.5 for the tests of svc, and was go1.26.8-old when the cache key was made.',
    hint: expect.stringMatching(/^Run it again/),
  });
  await expect(refused()).rejects.toMatchObject({ hint: expect.stringContaining('.env') });
});
