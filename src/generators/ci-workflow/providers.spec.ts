import { parse } from 'yaml';
import ciWorkflowGenerator from './ci-workflow';
import type { CiWorkflowGeneratorSchema } from './schema';
import { expectGolden } from './testdata/golden';
import { scriptsOf } from './testdata/provider-scripts';
import { removeTrees, workspaceTree } from './testdata/workspace-tree';

const FILES = {
  gitlab: '.gitlab-ci.yml',
  circleci: '.circleci/config.yml',
  azure: 'azure-pipelines.yml',
  'bitbucket-pipelines': 'bitbucket-pipelines.yml',
} as const;
const PROVIDERS = Object.keys(FILES) as (keyof typeof FILES)[];
const MANAGERS = [
  ['package-lock.json', 'npm ci', 'npx'],
  ['pnpm-lock.yaml', 'pnpm install --frozen-lockfile', 'pnpm exec'],
  ['yarn.lock', 'yarn install --frozen-lockfile', 'yarn'],
  ['bun.lock', 'bun install --frozen-lockfile', 'bunx'],
] as const;
const PORTS = { one: ['s390x'], many: ['amd64', '386', 'arm64', 'arm/6', 'mips', 'wasip1/wasm'] };

afterAll(removeTrees);

type Ci = (typeof PROVIDERS)[number];

async function generate(ci: Ci, schema: CiWorkflowGeneratorSchema = {}, tree = workspaceTree()): Promise<string> {
  await ciWorkflowGenerator(tree, { ...schema, ci });
  return tree.read(FILES[ci], 'utf8')!;
}

describe.each(PROVIDERS)('%s', (ci) => {
  describe.each(MANAGERS)('%s', (lockfile, install, exec) => {
    describe.each(Object.entries(PORTS))('%s port(s)', (_amount, ports) => {
      test.each([true, false])('affected: %s', async (affected) => {
        const text = await generate(ci, { affected }, workspaceTree({ ports, lockfile }));
        const legs = scriptsOf(ci, parse(text, { merge: true }));
        expect(legs.map(({ port }) => port)).toEqual(ports);
        for (const { script, timeout } of legs) {
          const at = [
            install,
            `${exec} nx-go-cross probe --port "$GO_PORT"`,
            `${exec} nx ${affected ? 'affected' : 'run-many'} -t "$TARGETS"`,
          ];
          const found = at.map((line) => script.indexOf(line));
          expect([found, script]).toEqual([[...found].sort((a, b) => a - b), script]);
          expect(found).not.toContain(-1);
          expect(timeout).toBeGreaterThan(0);
          expect(script.includes('NX_BASE')).toBe(affected);
        }
      });
    });
  });

  test('as a whole', async () => {
    const tree = workspaceTree({ ports: ['amd64', 'arm64', 'arm/6'] });
    const nativeLabels = 'arm64=my-arm';
    expectGolden(ci, await generate(ci, { nativeArm64: 'always', nativeLabels, shards: 2, coverage: true }, tree));
  });

  test('an emulator where one is needed', async () => {
    const legs = scriptsOf(ci, parse(await generate(ci, {}, workspaceTree({ ports: PORTS.many })), { merge: true }));
    expect(legs.every(({ script }) => script.includes('qemu-user'))).toBe(true);
  });

  test('again nothing changes, and what is outside of the regions stays', async () => {
    const tree = workspaceTree();
    const first = await generate(ci, {}, tree);
    tree.write(FILES[ci], `${first}# mine\n`);
    expect(await generate(ci, {}, tree)).toBe(`${first}# mine\n`);
  });

  test("a file of the user's is not overwritten", async () => {
    const tree = workspaceTree({ files: { [FILES[ci]]: 'mine: true\n' } });
    await expect(generate(ci, {}, tree)).rejects.toThrow('has no regions of nx-go-cross');
    expect(tree.read(FILES[ci], 'utf8')).toBe('mine: true\n');
  });
});

test.each(['azure', 'bitbucket-pipelines'] as const)('%s has no arm64 machines but those of the user', async (ci) => {
  await expect(generate(ci, { nativeArm64: 'always' })).rejects.toThrow('is to be tested natively');
});
