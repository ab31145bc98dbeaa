import { spawnSync } from 'node:child_process';
import { logger } from '@nx/devkit';
import { parse } from 'yaml';
import ciLegsGenerator from '../ci-legs/ci-legs';
import ciWorkflowGenerator from './ci-workflow';
import type { CiWorkflowGeneratorSchema } from './schema';
import { expectGolden } from './testdata/golden';
import { templateViolations } from './testdata/launch-template-rules';
import { removeTrees, workspaceTree } from './testdata/workspace-tree';

const FILE = '.nx/workflows/go-ports.yaml';

afterAll(removeTrees);

async function generate(tree = workspaceTree(), schema: CiWorkflowGeneratorSchema = {}, file = FILE): Promise<string> {
  await ciWorkflowGenerator(tree, { ...schema, distribute: 'nx-agents' });
  return tree.read(file, 'utf8')!;
}

const scriptsOf = (text: string) =>
  (parse(text)['launch-templates']['go-ports']['init-steps'] as { script?: string }[]).flatMap(
    ({ script }) => script ?? [],
  );

test('as a whole, and in the place of a workflow', async () => {
  const tree = workspaceTree({ ports: ['amd64', { goarch: 'arm64', cgo: 'static' }, 'arm/6'] });
  expectGolden('nx-agents', await generate(tree));
  const before = workspaceTree({ ports: ['amd64'] })
    .listChanges()
    .map(({ path }) => path);
  const after = tree.listChanges().map(({ path }) => path);
  expect(after.filter((path) => !before.includes(path))).toEqual([FILE]);
});

test.each(['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock', ''])(
  '%j: Nx Cloud knows all of it, and sh every script',
  async (lockfile) => {
    for (const ports of [
      ['amd64'],
      ['amd64', 's390x', 'wasip1/wasm', { goarch: 's390x', cgo: 'dynamic', name: 'c' }],
    ]) {
      const text = await generate(workspaceTree({ lockfile, ports }), { shards: 3, nativeArm64: 'always' });
      expect(templateViolations(text)).toEqual([]);
      const scripts = scriptsOf(text);
      expect(scripts.map((input) => spawnSync('sh', ['-n'], { input, encoding: 'utf8' }).stderr).join('')).toBe('');
      expect(scripts.at(-1)).toMatch(/nx-go-cross probe --proved \\\n +--port=amd64/);
      expect(scripts.some((script) => script.includes('qemu-user'))).toBe(ports.length > 1);
    }
  },
);

test.each([
  ['a class', 'docker_linux_amd64/large', 'docker_linux_amd64/huge', 'no such resource-class'],
  ['an image', /image: .*/, 'image: debian', 'no such image'],
  ['a step', 'install-node/', 'install-nodes/', 'no such step'],
  ['an input', 'base-branch:', 'base_branch:', 'unknown: base_branch'],
  ['a required input', / +paths: node_modules\n/, '', 'no paths'],
  ['a field of a step', 'script:', 'run:', 'one of uses and script'],
  ['a field of a template', 'init-steps:', 'steps:', 'no init-steps'],
  ['a field of the file', 'launch-templates:', 'launch_templates:', 'no launch-templates'],
])('%s that Nx Cloud does not know would be seen', async (_title, good, bad, violation) => {
  const text = await generate();
  expect(templateViolations(text.replace(good, bad)).join('\n')).toContain(violation);
});

test('the name is that of the file and of the template', async () => {
  const text = await generate(workspaceTree(), { name: 'Cross tests' }, '.nx/workflows/cross-tests.yaml');
  expect(Object.keys(parse(text)['launch-templates'])).toEqual(['cross-tests']);
});

test('again nothing changes, what is outside of the regions stays, and ports are kept up with', async () => {
  const tree = workspaceTree({ ports: ['amd64', 'arm64'] });
  const mine = (await generate(tree)).replace('amd64/large', 'amd64/small');
  tree.write(FILE, mine);
  expect(await generate(tree)).toBe(mine);
  expect(await ciLegsGenerator(tree)).toBeUndefined();
  tree.write(
    'nx.json',
    JSON.stringify({ plugins: [{ plugin: 'nx-go-cross', options: { ports: ['amd64', 's390x'] } }] }),
  );
  expect((await ciLegsGenerator(tree))?.outOfSyncDetails).toEqual([
    `${FILE} has no leg for s390x`,
    `${FILE} still has a leg for arm64`,
  ]);
  expect(tree.read(FILE, 'utf8')).toContain('docker_linux_amd64/small');
});

test('it says that it was not tried, and how to start the machines', async () => {
  const info = jest.spyOn(logger, 'info').mockImplementation(() => undefined);
  const done = await ciWorkflowGenerator(workspaceTree(), { distribute: 'nx-agents' });
  await done();
  const said = info.mock.calls.flat().join('\n');
  info.mockRestore();
  expect(said).toMatch(/has no Nx Cloud to try it on[^]*start-ci-run --distribute-on="3 go-ports"/);
});

test('another way to distribute is refused', async () => {
  const schema = { distribute: 'manual' } as unknown as CiWorkflowGeneratorSchema;
  await expect(ciWorkflowGenerator(workspaceTree(), schema)).rejects.toThrow("'distribute'");
});
