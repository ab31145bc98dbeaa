import type { Tree } from '@nx/devkit';
import ciWorkflowGenerator from '../ci-workflow/ci-workflow';
import { removeTrees, workspaceTree } from '../ci-workflow/testdata/workspace-tree';
import ciLegsGenerator from './ci-legs';

const FILE = '.github/workflows/go-ports.yml';
const OTHERS = ['gitlab', 'circleci', 'azure', 'bitbucket-pipelines'] as const;

let tree: Tree;
beforeEach(() => (tree = workspaceTree({ ports: ['amd64', 'arm64'] })));
afterAll(removeTrees);

const text = () => tree.read(FILE, 'utf8')!;
const setPorts = (...ports: unknown[]) =>
  tree.write('nx.json', JSON.stringify({ plugins: [{ plugin: 'nx-go-cross', options: { ports } }] }));

test('nothing to say where there is no workflow, or where legs and ports agree', async () => {
  expect(await ciLegsGenerator(tree)).toBeUndefined();
  tree.write('.github/workflows/ci.yml', 'name: CI\n');
  await ciWorkflowGenerator(tree, { ci: 'github' });
  const before = text();
  expect(await ciLegsGenerator(tree)).toBeUndefined();
  expect(text()).toBe(before);
});

test('a port that came and one that went are reported, and the workflow gets what it would be written with', async () => {
  const options = { shards: 2, coverage: true, nativeArm64: 'never' } as const;
  await ciWorkflowGenerator(tree, { ci: 'github', ...options });
  setPorts('amd64', 's390x');
  expect(await ciLegsGenerator(tree)).toEqual({
    outOfSyncMessage: 'CI does not test the ports of nx.json.',
    outOfSyncDetails: [`${FILE} has no leg for s390x`, `${FILE} still has a leg for arm64`],
  });
  const synced = text();
  await ciWorkflowGenerator(tree, { ci: 'github', ...options, overwrite: true });
  expect(synced).toBe(text());
  expect(await ciLegsGenerator(tree)).toBeUndefined();
});

test.each(OTHERS)('%s too', async (ci) => {
  await ciWorkflowGenerator(tree, { ci });
  setPorts('amd64', 'arm64', 'arm/6');
  const result = await ciLegsGenerator(tree);
  expect(result?.outOfSyncDetails).toEqual([expect.stringMatching(/ has no leg for arm\/6$/)]);
  expect(await ciLegsGenerator(tree)).toBeUndefined();
});

test('another emulator for the same port is drift, too', async () => {
  await ciWorkflowGenerator(tree, { ci: 'github' });
  setPorts('amd64', { goarch: 'arm64', cpu: 'cortex-a53' });
  expect((await ciLegsGenerator(tree))?.outOfSyncDetails).toEqual([`${FILE} has other legs than nx.json says`]);
});

test('a workflow for chosen ports does not follow nx.json', async () => {
  await ciWorkflowGenerator(tree, { ci: 'github', ports: 'arm64' });
  setPorts('amd64', 'arm64', 's390x');
  expect(await ciLegsGenerator(tree)).toBeUndefined();
});

test('a region that was edited by hand is not overwritten, but the drift is said', async () => {
  await ciWorkflowGenerator(tree, { ci: 'github' });
  const mine = text().replace('retention-days: 14', 'retention-days: 90');
  tree.write(FILE, mine);
  setPorts('amd64', 's390x');
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  expect(await ciLegsGenerator(tree)).toBeUndefined();
  expect(warn).toHaveBeenCalledWith(expect.stringContaining('does not have the ports of nx.json'));
  expect(text()).toBe(mine);
  warn.mockRestore();
});

test('in CI, where no branch is checked out, legs are compared all the same', async () => {
  tree = workspaceTree({ git: 'detached', ports: ['amd64'], files: { [FILE]: await written() } });
  expect((await ciLegsGenerator(tree))?.outOfSyncDetails).toEqual([`${FILE} still has a leg for arm64`]);
});

test.each([
  ['a guess of the main branch is said', {}, [expect.stringMatching(/'main' as the main branch.*no git on PATH/)]],
  ['but for a main branch that nx.json names', { defaultBase: 'trunk' }, []],
])('without git, legs are compared and written: %s', async (_title, nxJson, warnings) => {
  await ciWorkflowGenerator(tree, { ci: 'github' });
  const { PATH } = process.env;
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  process.env.PATH = '/nowhere';
  try {
    expect(await ciLegsGenerator(tree)).toBeUndefined();
    const plugins = [{ plugin: 'nx-go-cross', options: { ports: ['amd64', 's390x'] } }];
    tree.write('nx.json', JSON.stringify({ ...nxJson, plugins }));
    expect((await ciLegsGenerator(tree))?.outOfSyncDetails).toHaveLength(2);
    expect(warn.mock.calls.flat()).toEqual(warnings);
  } finally {
    process.env.PATH = PATH;
    warn.mockRestore();
  }
});

test('called by nx g it returns nothing', async () => {
  await ciWorkflowGenerator(tree, { ci: 'github' });
  setPorts('amd64', 's390x');
  expect(await ciLegsGenerator(tree, {})).toBeUndefined();
  expect(text()).toContain('id: s390x');
});

async function written(): Promise<string> {
  await ciWorkflowGenerator(tree, { ci: 'github' });
  return text();
}
