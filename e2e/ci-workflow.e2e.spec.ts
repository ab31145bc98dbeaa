import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ciWorkflowGenerator from '../src/generators/ci-workflow/ci-workflow';
import type { CiWorkflowGeneratorSchema } from '../src/generators/ci-workflow/schema';
import { violations } from '../src/generators/ci-workflow/testdata/workflow-rules';
import { MANY_PORTS, removeTrees, workspaceTree } from '../src/generators/ci-workflow/testdata/workspace-tree';
import { cleanEnv } from './support/env';
import { exec, type ExecResult } from './support/exec';
import { goTool } from './support/go-tool';
import { suiteDir } from './support/suite';
import { Workspace } from './support/workspace';

const FILE = '.github/workflows/go-ports.yml';
const INSTALLED = 'node_modules/nx-go-cross/dist/generators/ci-workflow';

describe('actionlint', () => {
  let folder: string;
  let actionlint: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(suiteDir(), 'workflows-'));
    actionlint = await goTool('github.com/rhysd/actionlint/cmd/actionlint', 'v1.7.12');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
    removeTrees();
  });

  const lint = (files: readonly string[]): Promise<ExecResult> =>
    exec([actionlint, '-no-color', ...files], { cwd: folder, env: cleanEnv() });

  test('has nothing to say about any combination of options', async () => {
    const files: string[] = [];
    for (const [index, [lockfile, ports, schema]] of combinations().entries()) {
      const tree = workspaceTree({ lockfile, ports });
      await ciWorkflowGenerator(tree, schema);
      const file = join(folder, `${index}.yml`);
      writeFileSync(file, tree.read(FILE)!);
      files.push(file);
    }
    expect(files.length).toBeGreaterThan(90);
    const { code, output } = await lint(files);
    expect([code, output]).toEqual([0, '']);
  });

  test('would have', async () => {
    const file = join(folder, 'bad.yml');
    writeFileSync(file, 'on: push\njobs:\n  x:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ${{ matrix.x }}\n');
    expect(await lint([file])).toMatchObject({
      code: 1,
      output: expect.stringContaining('property "x" is not defined'),
    });
  });
});

function combinations(): [lockfile: string, ports: readonly unknown[], schema: CiWorkflowGeneratorSchema][] {
  const ports = [['s390x'], MANY_PORTS];
  const flags: CiWorkflowGeneratorSchema[] = [
    {},
    { nativeArm64: 'always', coverage: true },
    { nativeArm64: 'never', name: "It's a: test #1" },
    { shards: 3, nativeLabels: 's390x=z16', ports: ['s390x', 'arm64'] },
    { shards: 2, coverage: true, qemuImage: 'registry.example:5000/binfmt:v10' },
  ];
  return ['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock', ''].flatMap((lockfile) =>
    ports.flatMap((some) =>
      flags.flatMap((schema) =>
        [true, false].map((affected): ReturnType<typeof combinations>[number] => [
          lockfile,
          some,
          { ...schema, affected, ...named(schema) },
        ]),
      ),
    ),
  );
}

/** The file of a name that is a test of its own. */
const named = ({ name }: CiWorkflowGeneratorSchema) => (name === undefined ? {} : { name: 'Go ports' });

describe('nx g nx-go-cross:ci-workflow', () => {
  const THEIRS = 'name: CI\non: push\n';
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await Workspace.create({
      copy: { '.': 'examples/minimal' },
      files: { '.github/workflows/ci.yml': THEIRS },
    });
  });
  afterAll(() => workspace.remove());

  const generate = (...args: string[]) => workspace.nx(['g', 'nx-go-cross:ci-workflow', '--no-interactive', ...args]);

  test('a dry run says what it would write, and writes nothing', async () => {
    const { code, output } = await generate('--ci=github', '--dry-run');
    expect([code, output]).toEqual([0, expect.stringContaining(`CREATE ${FILE}`)]);
    expect(workspace.exists(FILE)).toBe(false);
  });

  test('it writes one file, with a leg for every port of nx.json, and says what is next', async () => {
    const { code, output } = await generate('--ci=github');
    expect([code, output]).toEqual([0, expect.stringMatching(/CREATE [^\n]*\n[^]*amd64, arm64, s390x, [^]*Next: /)]);
    const text = workspace.read(FILE);
    expect(violations(text)).toEqual([]);
    expect([...text.matchAll(/^ {10}- id: (\S+)/gm)]).toHaveLength(12);
    expect(workspace.read('.github/workflows/ci.yml')).toBe(THEIRS);
  });

  test('again it changes nothing', async () => {
    const before = workspace.read(FILE);
    const { code, output } = await generate();
    expect([code, output]).toEqual([0, expect.not.stringMatching(/^(CREATE|UPDATE)/m)]);
    expect(workspace.read(FILE)).toBe(before);
  });

  test.each([
    [['--ci=jenkins'], /'jenkins' should be one of github/],
    [['--ports=arm65'], /Unknown GOARCH 'arm65'/],
    [['--name=../../evil'], /no file name can be made[^]*--name='Cross tests'/],
    [['--ports=arm64,js/wasm'], /No project has a target for js-wasm \(test-js-wasm\)/],
  ])('%j is refused', async (args, message) => {
    const { code, output } = await generate(...args);
    expect([code, output]).toEqual([1, expect.stringMatching(message)]);
    expect(output).not.toMatch(/CREATE|UPDATE|\n\s+at /);
  });

  test('nx sync:check tells that ports and legs have drifted apart, and nx sync mends it', async () => {
    const nxJson = JSON.parse(workspace.read('nx.json'));
    nxJson.plugins[0].options.ports.push('riscv64/rva22u64');
    workspace.write('nx.json', { ...nxJson, sync: { globalGenerators: ['nx-go-cross:ci-legs'] } });
    const check = await workspace.nx(['sync:check']);
    expect([check.code, check.output]).toEqual([1, expect.stringContaining(`${FILE} has no leg for riscv64/rva22u64`)]);
    expect((await workspace.nx(['sync'])).code).toBe(0);
    expect(workspace.read(FILE)).toContain('id: riscv64-rva22u64');
    expect((await workspace.nx(['sync:check'])).code).toBe(0);
  });

  test('--help lists every option', async () => {
    const { output } = await generate('--help');
    const { properties } = JSON.parse(workspace.read(`${INSTALLED}/schema.json`));
    for (const option of Object.keys(properties)) expect(output).toContain(`--${option} `);
  });
});

test('modules that are no projects: init says so, and there is no workflow that would test nothing', async () => {
  const workspace = await Workspace.create({
    files: { 'nx.json': {}, 'svc/go.mod': 'module example.com/svc\n\ngo 1.24\n', 'svc/svc.go': 'package svc\n' },
  });
  const generate = (name: string) => workspace.nx(['g', `nx-go-cross:${name}`, '--no-interactive']);
  const said = 'No project of Nx, so without tests: the Go modules in svc.';
  expect((await generate('init')).output).toContain(said);
  const { code, output } = await generate('ci-workflow');
  expect([code, output]).toEqual([1, expect.stringContaining('No project has a target for amd64, arm64')]);
  expect(workspace.exists(FILE)).toBe(false);
  workspace.write('svc/project.json', { name: 'svc' });
  expect((await generate('init')).output).not.toContain(said);
  expect((await generate('ci-workflow')).code).toBe(0);
  workspace.remove();
});
