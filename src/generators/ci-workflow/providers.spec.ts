import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import ciWorkflowGenerator from './ci-workflow';
import { azureNames } from './lib/azure-names';
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
  ['yarn.lock', 'yarn install --frozen-lockfile', 'yarn --silent'],
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
            `${exec} nx-go-cross probe --port "$GO_PORT" --proved`,
            `${exec} nx-go-cross file-times`,
            `${exec} nx ${affected ? '"$run"' : 'run-many'} -t "$TARGETS" --batch`,
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

  test('the main branch is tested as a whole: nobody says which of its commits was green last', async () => {
    const [leg] = scriptsOf(ci, parse(await generate(ci), { merge: true }));
    const ran = (env: Readonly<Record<string, string>>) => {
      const script = leg!.steps.find((step) => step.includes('NX_BASE'))!;
      const lines = script.slice(script.indexOf('set -eo'));
      const fakes = 'npx() { echo "$* $NX_BASE"; }; git() { echo base; };';
      return execFileSync('bash', ['-c', fakes + lines], {
        env: { ...process.env, TARGETS: 't', ...env },
        encoding: 'utf8',
      });
    };
    expect(ran({ CIRCLE_BRANCH: 'main' }).trim()).toBe('nx run-many -t t --batch');
    const requests: Readonly<Record<string, string>>[] = [
      { CIRCLE_BRANCH: 'x' },
      { CI_MERGE_REQUEST_DIFF_BASE_SHA: 'base' },
      { BUILD_REASON: 'PullRequest' },
      { BITBUCKET_PR_DESTINATION_BRANCH: 'main' },
    ];
    for (const env of requests) {
      const isOurs = leg!.script.includes(Object.keys(env)[0]!);
      if (isOurs) expect(ran({ CIRCLE_BRANCH: 'main', ...env }).trim()).toBe('nx affected -t t --batch base');
    }
  });

  test.each([1, 3])('every script is one that bash reads: %d shard(s)', async (shards) => {
    for (const affected of [true, false]) {
      const legs = scriptsOf(ci, parse(await generate(ci, { affected, shards, coverage: true }), { merge: true }));
      const scripts = legs.flatMap(({ steps }) => steps);
      expect(scripts.map((input) => spawnSync('bash', ['-n'], { input, encoding: 'utf8' }).stderr).join('')).toBe('');
    }
  });

  test('labels and branches are texts, whatever they look like', async () => {
    const tree = workspaceTree({ ports: ['amd64', 's390x'] });
    tree.write(
      'nx.json',
      JSON.stringify({ defaultBase: '2.0', plugins: [{ plugin: 'nx-go-cross', options: { ports: ['s390x'] } }] }),
    );
    const file = parse(await generate(ci, { nativeLabels: 's390x=1e3' }, tree));
    expect(JSON.stringify(file)).toContain('"1e3"');
    if (ci !== 'gitlab') expect(JSON.stringify(file)).toContain('2.0');
  });

  test('an emulator where one is needed', async () => {
    const legs = scriptsOf(ci, parse(await generate(ci, {}, workspaceTree({ ports: PORTS.many })), { merge: true }));
    const foreign = legs.filter(({ port }) => ['arm64', 'arm/6', 'mips'].includes(port));
    expect(foreign.map(({ script }) => script.includes('qemu-user'))).toEqual([true, true, true]);
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

test('CircleCI keeps a cache for every leg, in a key of which it knows all parts', async () => {
  const text = await generate('circleci');
  expect(text).toContain('go-v1-<< parameters.leg >>-{{ .Revision }}');
  // Of the environment it knows there only what itself or a context set.
  expect(text).not.toContain('.Environment.');
});

/** What is kept under which key, by the folders that hold it. */
test.each([
  [
    'gitlab',
    ['key: go-$LEG\n', '- .nx/cache/go-build'],
    ['prefix: go-modules', "- '**/go*.sum'", '- .nx/cache/go-mod'],
  ],
  [
    'circleci',
    ['go-v1-<< parameters.leg >>', '/root/.cache/go-build'],
    ['checksum "/tmp/go-modules"', '/root/go/pkg/mod'],
  ],
  ['azure', ['go | "$(LEG)"', 'path: $(GOCACHE)'], ['go-modules | "$(GO_MODULES)"', 'path: $(GOMODCACHE)']],
  ['bitbucket-pipelines', ['go-s390x: /root/.cache/go-build'], ['go-modules: /root/go/pkg/mod', '- go-modules\n']],
] as const)('%s keeps what was compiled for each leg, and modules for each go.sum', async (ci, compiled, modules) => {
  const text = await generate(ci);
  for (const part of [...compiled, ...modules]) expect(text).toContain(part);
});

test('CircleCI saves on the main branch only: entries are paid for', async () => {
  const { steps } = parse(await generate('circleci')).jobs.test;
  const saves = steps.flatMap((step: { when?: { condition: unknown } }) => step.when ?? []);
  expect(saves).toMatchObject([{ condition: { equal: ['main', '<< pipeline.git.branch >>'] } }]);
  expect(JSON.stringify(saves).match(/save_cache/g)).toHaveLength(2);
  expect(JSON.stringify(steps).match(/save_cache/g)).toHaveLength(2);
});

test('CircleCI takes machines of the user by their full name', async () => {
  const file = parse(await generate('circleci', { nativeLabels: 's390x=my-org/z16' }));
  expect(JSON.stringify(file)).toContain('"class":"my-org/z16"');
});

test.each(PROVIDERS)('%s: the compilers that cgo needs', async (ci) => {
  const ports = ['amd64', { goarch: 'arm64', cgo: 'static' }, { goarch: 's390x', cgo: 'dynamic' }];
  const wanted = 'gcc-aarch64-linux-gnu libc6-dev-arm64-cross gcc-s390x-linux-gnu libc6-dev-s390x-cross';
  expect(await generate(ci, {}, workspaceTree({ ports }))).toMatch(new RegExp(`apt-get install .*${wanted}\n`));
  expect(await generate(ci)).not.toContain('gcc');
});

test('Azure: two ids that want the same name, in entries for different projects', () => {
  expect(azureNames(['a-b', 'a.b', 'a_b'])).toEqual({ 'a-b': 'a_b', 'a.b': 'a_b_2', a_b: 'a_b_3' });
});

test.each([
  ['go-cross-arm-6-1 go-cross-arm64-1 go-cross-arm64-2', 'go-cross-arm-6-1\ngo-cross-arm64-2\n'],
  ['', ''],
])('azure: a job may run again, and the report has its last attempt: %j', async (artifacts, reported) => {
  const text = await generate('azure', { ports: 'arm/6,arm64' });
  const names = [...text.matchAll(/artifact: (.*)/g)].map(([, name]) => name);
  expect(names).toEqual(['go-cross-$(LEG)-$(System.JobAttempt)', 'ports-report-$(System.JobAttempt)']);
  const { steps } = parse(text).jobs[1];
  const { bash } = steps.find(({ displayName }: { displayName?: string }) => displayName === 'Put them side by side');
  const cwd = mkdtempSync(join(tmpdir(), 'nx-go-cross-azure-'));
  for (const name of artifacts.split(' ')) mkdirSync(join(cwd, 'dist/go-cross', name), { recursive: true });
  const script = (bash as string).replace(/npx nx-go-cross report.*/, 'ls dist/go-cross');
  expect(execFileSync('bash', ['-c', script], { cwd, encoding: 'utf8' })).toBe(reported);
  rmSync(cwd, { recursive: true });
});
