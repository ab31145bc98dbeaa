import { parse } from 'yaml';
import ciWorkflowGenerator from './ci-workflow';
import type { CiWorkflowGeneratorSchema } from './schema';
import { expectGolden } from './testdata/golden';
import { removeTrees, workspaceTree } from './testdata/workspace-tree';
import { violations } from './testdata/workflow-rules';

const FILE = '.github/workflows/go-ports.yml';

afterAll(removeTrees);

async function generate(schema: CiWorkflowGeneratorSchema = {}, tree = workspaceTree()): Promise<string> {
  await ciWorkflowGenerator(tree, schema);
  return tree.read(FILE, 'utf8')!;
}

const legsOf = (text: string) => parse(text).jobs.test.strategy.matrix.leg as { id: string; [key: string]: unknown }[];
const stepsOf = (text: string, job = 'test') => parse(text).jobs[job].steps as Record<string, string>[];
const runOf = (text: string, name: string) => stepsOf(text).find((step) => step.name === name)?.run;

const MANAGERS = [
  ['npm', 'package-lock.json', 'npm ci', 'npx'],
  ['pnpm', 'pnpm-lock.yaml', 'pnpm install --frozen-lockfile', 'pnpm exec'],
  ['yarn', 'yarn.lock', 'yarn install --frozen-lockfile', 'yarn --silent'],
  ['bun', 'bun.lock', 'bun install --frozen-lockfile', 'bunx'],
] as const;
const PORTS = { one: ['s390x'], many: ['amd64', '386', 'arm64', 'arm/6', 's390x', 'riscv64', 'mips', 'wasip1/wasm'] };

describe.each(MANAGERS)('%s', (_name, lockfile, install, exec) => {
  describe.each(Object.entries(PORTS))('%s port(s)', (_amount, ports) => {
    test.each([true, false])('affected: %s', async (affected) => {
      const text = await generate({ affected }, workspaceTree({ ports, lockfile }));
      expect(violations(text)).toEqual([]);
      expect(legsOf(text).map(({ port }) => port)).toEqual(ports);
      expect(runOf(text, 'Install packages')).toBe(install);
      expect(runOf(text, 'Prove that the port runs')).toBe(`${exec} nx-go-cross probe --port "$GO_PORT" --proved`);
      expect(runOf(text, 'Test')).toBe(`${exec} nx ${affected ? 'affected' : 'run-many'} -t "$TARGETS" --batch`);
      expect(text.includes('nrwl/nx-set-shas')).toBe(affected);
    });
  });
});

describe('as a whole', () => {
  test('one port', async () => {
    expectGolden('one-port', await generate({ affected: false }, workspaceTree({ ports: PORTS.one })));
  });

  test('many ports, pnpm, shards and coverage', async () => {
    const tree = workspaceTree({ ports: PORTS.many, lockfile: 'pnpm-lock.yaml' });
    expectGolden('many-ports', await generate({ shards: 3, coverage: true }, tree));
  });
});

describe('legs', () => {
  test('every port gets what it needs, and nothing else', async () => {
    const cpu = { goarch: 'amd64', cpu: 'Nehalem', name: 'old' };
    const plain = { goarch: 's390x', runner: 'qemu', name: 'plain' };
    const tree = workspaceTree({
      ports: ['amd64', '386', 's390x', 'arm/5', 'ppc64', 'mips64le', 'js/wasm', cpu, plain],
    });
    const text = await generate({}, tree);
    const legs = legsOf(text).map(({ id, platform, package: name }) => [id, platform, name]);
    expect(legs).toEqual([
      ['amd64', undefined, undefined],
      ['386', undefined, undefined],
      ['s390x', 'linux/s390x', undefined],
      ['arm-5', 'linux/arm', undefined],
      ['ppc64', undefined, 'qemu-user'],
      ['mips64le', 'linux/mips64le', undefined],
      ['js-wasm', undefined, undefined],
      ['old', undefined, 'qemu-user'],
      ['plain', undefined, 'qemu-user'],
    ]);
    // The plugin asks the emulator for its version, and chooses for each port. QEMU_CPU would count for all of them.
    expect(text).not.toContain('QEMU_CPU');
  });

  test('cgo for another port asks for its compiler, which a machine of the port has', async () => {
    const withCgo = ['amd64', 'arm64', 's390x', 'loong64'].map((goarch) => ({ goarch, cgo: 'dynamic' }));
    const ports = [...withCgo, { goarch: 'riscv64', cgo: 'off' }, 'mips64le'];
    const text = await generate({ nativeArm64: 'always' }, workspaceTree({ ports }));
    expect(legsOf(text).map(({ id, compiler }) => [id, compiler])).toEqual([
      ['amd64', undefined],
      ['arm64', undefined],
      ['s390x', 'gcc-s390x-linux-gnu libc6-dev-s390x-cross'],
      // Neither Debian nor Ubuntu have one.
      ['loong64', undefined],
      ['riscv64', undefined],
      ['mips64le', undefined],
    ]);
    expect(text).toContain("if: matrix.leg.compiler && matrix.leg.runsOn == 'ubuntu-24.04'");
    expect(await generate()).not.toContain('compiler');
  });

  test('several entries of the plugin: all ports, and all targets of a port', async () => {
    const tree = workspaceTree();
    const plugins = [
      { plugin: 'nx-go-cross', include: ['a/**/*'], options: { ports: ['arm64'], checkPorts: ['windows/amd64'] } },
      { plugin: 'nx-go-cross', include: ['b/**/*'], options: { ports: ['arm64', 's390x'], testTargetName: 'unit' } },
    ];
    tree.write('nx.json', JSON.stringify({ plugins }));
    expect(legsOf(await generate({}, tree)).map(({ id, targets }) => [id, targets])).toEqual([
      ['arm64', 'test-arm64,unit-arm64'],
      ['s390x', 'unit-s390x'],
    ]);
  });

  test('chosen ports: by id, by name and by another text of the same port', async () => {
    const tree = workspaceTree({ ports: ['arm64', 's390x', { goarch: 'arm', goarm: '6', name: 'old' }] });
    const text = await generate({ ports: 'old,linux/s390x,riscv64' }, tree);
    expect(legsOf(text).map(({ id, targets }) => [id, targets])).toEqual([
      ['old', 'test-old'],
      ['s390x', 'test-s390x'],
      ['riscv64', 'test-riscv64'],
    ]);
  });

  test.each([
    [
      'auto',
      /visibility == 'public'[^}]*fork != true[^}]*&& 'ubuntu-24.04-arm' \|\| 'ubuntu-24.04' }}$/,
      'linux/arm64',
    ],
    ['always', /^ubuntu-24.04-arm$/, undefined],
    ['never', /^ubuntu-24.04$/, 'linux/arm64'],
  ] as const)('nativeArm64 %s', async (nativeArm64, runsOn, platform) => {
    const [leg] = legsOf(await generate({ nativeArm64 }, workspaceTree({ ports: ['arm64'] })));
    expect(leg).toMatchObject({ runsOn: expect.stringMatching(runsOn), ...(platform ? { platform } : {}) });
    expect(leg!.platform).toBe(platform);
  });

  test('a CPU model asks for an emulator, on arm64 too', async () => {
    const [leg] = legsOf(await generate({}, workspaceTree({ ports: [{ goarch: 'arm64', cpu: 'cortex-a53' }] })));
    expect(leg).toMatchObject({ runsOn: 'ubuntu-24.04', platform: 'linux/arm64' });
  });

  test('labels of machines, never for forks', async () => {
    const legs = legsOf(await generate({ nativeLabels: 's390x=z16,arm64=my-arm' }));
    expect(legs[2]!.runsOn).toMatch(
      /^\$\{\{ github.event.repository.fork != true[^}]*&& 'z16' \|\| 'ubuntu-24.04' }}$/,
    );
    expect(legs[1]!.runsOn).toMatch(/visibility == 'public'[^}]*'my-arm'/);
  });
});

describe('the workspace', () => {
  test.each([
    [{ 'go.work': 'go 1.25\n' }, undefined, 'go.work'],
    [{ 'lib/go.mod': 'module l\ngo 1.25.3\n', 'vendor/x/go.mod': 'go 1.99\n' }, undefined, 'lib/go.mod'],
    [{ '.go-version': '1.26.0' }, '.go-version', '.go-version'],
  ])('the version of Go comes from %j', async (files, goVersionFile, expected) => {
    const text = await generate({ goVersionFile }, workspaceTree({ files: files as Record<string, string> }));
    expect(stepsOf(text).find(({ id }) => id === 'go')).toMatchObject({ with: { 'go-version-file': expected } });
  });

  test('the version of Node comes from .nvmrc', async () => {
    expect(await generate({}, workspaceTree({ files: { '.nvmrc': '22' } }))).toContain('node-version-file: .nvmrc');
  });

  test('Yarn 2 and newer, and pnpm as package.json names it', async () => {
    const berry = await generate(
      {},
      workspaceTree({ lockfile: '', files: { 'yarn.lock': '__metadata:\n  version: 8\n' } }),
    );
    expect(stepsOf(berry).map(({ run }) => run)).toEqual(
      expect.arrayContaining(['corepack enable', 'yarn install --immutable']),
    );
    const files = { 'package.json': '{ "packageManager": "pnpm@10.2.0" }' };
    expect(await generate({}, workspaceTree({ lockfile: 'pnpm-lock.yaml', files }))).not.toContain('version: 10');
  });

  test('without a lockfile it is installed without one', async () => {
    const text = await generate({}, workspaceTree({ lockfile: '' }));
    expect(runOf(text, 'Install packages')).toBe('npm install');
    expect(text).not.toContain('cache: npm');
  });

  test.each([
    [{ defaultBase: 'origin/trunk' }, 'trunk'],
    [{}, 'main'],
  ])('%j makes the main branch %s', async (nxJson, branch) => {
    const tree = workspaceTree();
    tree.write('nx.json', JSON.stringify({ ...nxJson, plugins: ['nx-go-cross'] }));
    const text = await generate({}, tree);
    expect(parse(text).on.push.branches).toEqual([branch]);
    expect(text).toContain(`main-branch-name: ${branch}`);
  });

  test.each([
    ["Bob's tests: all", 'bob-s-tests-all'],
    ['Tests für Größe', 'tests-fur-gro-e'],
  ])('the name %s is the name of the file', async (name, file) => {
    const tree = workspaceTree();
    await ciWorkflowGenerator(tree, { name });
    expect(parse(tree.read(`.github/workflows/${file}.yml`, 'utf8')!).name).toBe(name);
  });
});

describe('again', () => {
  test('nothing changes without a reason', async () => {
    const tree = workspaceTree();
    const first = await generate({}, tree);
    expect(await generate({}, tree)).toBe(first);
  });

  test('what stands outside of the regions stays, line ends included', async () => {
    const tree = workspaceTree();
    const mine = (await generate({}, tree))
      .replace('timeout-minutes: 60', 'timeout-minutes: 90 # mine')
      .replace(
        '      # nx-go-cross:begin test',
        '      - name: Mine\n        run: make mine\n      # nx-go-cross:begin test',
      )
      .replaceAll('\n', '\r\n');
    tree.write(FILE, mine);
    expect(await generate({}, tree)).toBe(mine);
    const more = await generate({ ports: 'arm64,s390x,ppc64le' }, tree);
    expect(legsOf(more).map(({ id }) => id)).toEqual(['arm64', 's390x', 'ppc64le']);
    expect(more).toMatch(/90 # mine\r\n[^]*make mine\r\n/);
    expect(more.replaceAll('\r\n', '')).not.toContain('\n');
  });

  test('a newer pin that Dependabot wrote stays, an older one does not', async () => {
    const tree = workspaceTree();
    const first = await generate({}, tree);
    const newer = `actions/setup-go@${'a'.repeat(40)} # v7.10.0`;
    const older = `actions/cache@${'b'.repeat(40)} # v5.9.9`;
    tree.write(FILE, first.replace(/actions\/setup-go@.*/, newer).replace(/actions\/cache@.*/, older));
    const second = await generate({}, tree);
    expect(second).toContain(newer);
    expect(second).not.toContain(older);
  });

  test('a region that was removed stays away', async () => {
    const tree = workspaceTree();
    const without = (await generate({}, tree)).replace(/ {2}# The one check[^]*$/, '');
    tree.write(FILE, without);
    expect(await generate({}, tree)).toBe(without);
  });

  test.each([
    ['an edit within a region', 'runsOn: ubuntu-24.04', 'runsOn: mine', 'that would be written anew: legs.'],
    ['a file of the user', /[^]*/, 'name: mine\n', 'exists and has no regions of nx-go-cross'],
    ['a region without an end', /.*nx-go-cross:end legs\n/, '', "are broken at '# nx-go-cross:begin setup"],
  ])('%s is refused, but for --overwrite', async (_title, pattern, replacement, message) => {
    const tree = workspaceTree();
    const first = await generate({}, tree);
    const mine = first.replace(pattern, replacement);
    tree.write(FILE, mine);
    await expect(generate({}, tree)).rejects.toThrow(message);
    expect(tree.read(FILE, 'utf8')).toBe(mine);
    expect(await generate({ overwrite: true }, tree)).toBe(first);
  });
});
