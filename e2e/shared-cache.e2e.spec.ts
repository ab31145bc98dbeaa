import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { RemoteCache } from './support/remote-cache';
import { suiteDir } from './support/suite';
import { Workspace, type WorkspaceOptions } from './support/workspace';

const test1 = 'package one\n\nimport "testing"\n\nfunc TestOne(t *testing.T) { t.Log("hello from one") }\n';
const workspaces: Workspace[] = [];
let remote: RemoteCache;

beforeAll(async () => {
  remote = await RemoteCache.start();
});
afterAll(async () => {
  await remote.stop();
  for (const workspace of workspaces) workspace.remove();
});

/** A clone of the repository, in a folder of its own. */
async function clone(options: Partial<WorkspaceOptions> = {}, pluginOptions: object = {}): Promise<Workspace> {
  const workspace = await Workspace.create({
    ...options,
    files: {
      'nx.json': {
        analytics: false,
        neverConnectToCloud: true,
        plugins: [{ plugin: 'nx-go-cross', options: { test: { verbose: true }, ...pluginOptions } }],
      },
      'one/go.mod': 'module example.com/one\n\ngo 1.23\n',
      'one/project.json': { name: 'one' },
      'one/one_test.go': test1,
    },
  });
  workspaces.push(workspace);
  return workspace;
}

async function run(workspace: Workspace, targets: string, extra: NodeJS.ProcessEnv = {}) {
  // What `go env -w` wrote for one user and not for another is in the key, and rightly.
  const env = { GOFLAGS: '-buildvcs=false', ...extra };
  const { output } = await workspace.nx(['run-many', '-t', targets, '--output-style=static'], { env });
  const tasks = workspace.lastRun(extra.NX_CACHE_DIRECTORY);
  return { output, statuses: tasks.map(({ cacheStatus }) => cacheStatus), hashes: tasks.map(({ hash }) => hash) };
}

/** What a run for a port leaves: replayed, it has to be there and the same. */
const results = (workspace: Workspace, id: string) =>
  ['events.jsonl', 'summary.json'].map((file) => workspace.read(`dist/go-cross/one/${id}/${file}`));

/** `go` of a machine whose own port is arm64, as far as `go env` tells. */
function arm64Host(workspace: Workspace): NodeJS.ProcessEnv {
  const real = workspace.env().PATH!;
  const change = `sed 's/"GOHOSTARCH": "amd64"/"GOHOSTARCH": "arm64"/; s/"CGO_ENABLED": "0"/"CGO_ENABLED": "1"/'`;
  const env = `[ "$1" = env ] && [ -z "$GOARCH" ] && { PATH='${real}' GOARCH=arm64 go "$@" | ${change}; exit; }`;
  return { PATH: `${workspace.tool('go', `${env}\nPATH='${real}' exec go "$@"`, 'arm64-host')}:${real}` };
}

test('two clones that share a cache: the second replays log and outputs', async () => {
  const shared = mkdtempSync(join(suiteDir(), 'shared-'));
  const env = {
    NX_CACHE_DIRECTORY: join(shared, 'cache'),
    NX_WORKSPACE_DATA_DIRECTORY: join(shared, 'data'),
  };
  const [first, second] = [await clone(), await clone({ name: 'elsewhere' })];
  const one = await run(first, 'test-amd64,test-arm64', env);
  const two = await run(second, 'test-amd64,test-arm64', env);
  expect([one.statuses, two.statuses]).toEqual([
    ['cache-miss', 'cache-miss'],
    ['local-cache-hit', 'local-cache-hit'],
  ]);
  expect(two.output).toContain('hello from one');
  for (const id of ['amd64', 'arm64']) expect(results(second, id)).toEqual(results(first, id));
});

describe('a remote cache', () => {
  test('another user on another machine replays log and outputs', async () => {
    const [first, second] = [await clone(), await clone({ user: true })];
    const one = await run(first, 'test-amd64,test-arm64', remote.env);
    expect([one.statuses, remote.entries.size]).toEqual([['cache-miss', 'cache-miss'], 2]);
    const two = await run(second, 'test-amd64,test-arm64', remote.env);
    expect([two.statuses, remote.entries.size]).toEqual([['remote-cache-hit', 'remote-cache-hit'], 2]);
    expect(two.output).toContain('hello from one');
    for (const id of ['amd64', 'arm64']) expect(results(second, id)).toEqual(results(first, id));
  });

  test('a result made under emulation is not taken for a native one', async () => {
    const native = await clone();
    const { statuses, hashes } = await run(native, 'test-arm64', { ...remote.env, ...arm64Host(native) });
    expect(statuses).toEqual(['cache-miss']);
    expect(remote.misses).toContain(hashes[0]);
  });

  test('unless cacheKey is portable', async () => {
    const portable = { cacheKey: 'portable' };
    const [first, second] = [await clone({}, portable), await clone({}, portable)];
    // A `go` that is a script is a version manager's shim for the key, and shares nothing with Go's own command.
    const PATH = first.env().PATH!;
    const shim = first.tool('go', `PATH='${PATH}' exec go "$@"`, 'amd64-host');
    const env = { ...remote.env, PATH: `${shim}:${PATH}` };
    expect((await run(first, 'test-arm64', env)).statuses).toEqual(['cache-miss']);
    const native = await run(second, 'test-arm64', { ...remote.env, ...arm64Host(second) });
    expect(native.statuses).toEqual(['remote-cache-hit']);
    expect(results(second, 'arm64')).toEqual(results(first, 'arm64'));
  });
});
