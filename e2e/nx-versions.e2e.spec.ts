import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathWithOtherEmulator } from './support/emulators';
import type { ExecResult } from './support/exec';
import { processesMarked, remaining } from './support/processes';
import { isFull, REPOSITORY, tarball } from './support/suite';
import { NX_VERSIONS } from './support/template';
import { isReplay, Workspace } from './support/workspace';

const EXAMPLE = JSON.parse(readFileSync(join(REPOSITORY, 'examples/minimal/nx.json'), 'utf8'));

describe.each(NX_VERSIONS)('Nx %s', (version) => {
  let workspace: Workspace;
  let added: ExecResult;
  beforeAll(async () => {
    workspace = await Workspace.create({
      nx: version,
      withPlugin: false,
      copy: { '.': 'examples/minimal' },
      files: { 'nx.json': { ...EXAMPLE, plugins: [] } },
      env: { NX_ISOLATE_PLUGINS: 'true' },
    });
    added = await workspace.nx(['add', `nx-go-cross@file:${tarball()}`]);
  });
  afterAll(async () => {
    await workspace.nx(['daemon', '--stop']);
    workspace.remove();
  });

  const expectNothingLeft = async () => expect(await remaining(workspace.path, 10)).toEqual([]);

  test('nx add installs the packed plugin and enters it into nx.json', () => {
    expect([added.code, added.output]).toEqual([0, expect.stringContaining('Package nx-go-cross added successfully')]);
    expect(JSON.parse(workspace.read('package.json')).devDependencies).toMatchObject({
      'nx-go-cross': expect.stringContaining('nx-go-cross.tgz'),
      nx: version,
    });
    expect(JSON.parse(workspace.read('nx.json')).plugins).toEqual([
      { plugin: 'nx-go-cross', options: { ports: ['amd64', 'arm64'] } },
    ]);
  });

  describe('configured', () => {
    beforeAll(() => workspace.write('nx.json', EXAMPLE));

    test('nx show project has the targets of every port', async () => {
      const { stdout } = await workspace.nx(['show', 'project', 'svc', '--json']);
      const ports = EXAMPLE.plugins[1].options.ports.map((port: string) => `test-${port}`);
      expect(Object.keys(JSON.parse(stdout).targets).sort()).toEqual([...ports, 'test-ports'].sort());
      expect(JSON.parse(stdout).targets['test-arm64']).toMatchObject({
        executor: 'nx-go-cross:test',
        cache: true,
        outputs: ['{options.outputDir}', '{workspaceRoot}/dist/go-cross/{projectRoot}/arm64'],
      });
    });

    test('nx list names what the plugin can do', async () => {
      const { code, output } = await workspace.nx(['list', 'nx-go-cross']);
      expect([code, output]).toEqual([
        0,
        expect.stringMatching(/executors[\s\S]*\btest\b.*Cross-compiles the Go tests/i),
      ]);
    });

    test('nx graph has the edge of the import', async () => {
      const { code } = await workspace.nx(['graph', '--file=dist/graph.json']);
      const { graph } = JSON.parse(workspace.read('dist/graph.json'));
      expect([code, graph.dependencies.svc]).toEqual([
        0,
        [expect.objectContaining({ source: 'svc', target: 'checksum' })],
      ]);
    });

    test('nx g writes a workflow for CI', async () => {
      const { code, output } = await workspace.nx(['g', 'nx-go-cross:ci-workflow', '--ci=github', '--no-interactive']);
      expect([code, output]).toEqual([0, expect.stringContaining('CREATE .github/workflows/go-ports.yml')]);
      const legs = [...workspace.read('.github/workflows/go-ports.yml').matchAll(/^ {10}- id: (\S+)/gm)];
      expect(legs.map(([, id]) => id).sort()).toEqual([...EXAMPLE.plugins[1].options.ports].sort());
    });

    const daemons: [string, string][] = [
      ['off', 'false'],
      ['on', 'true'],
    ];
    // Without it other specs run, on any version.
    test.each(isFull() || version === NX_VERSIONS[0] ? daemons : daemons.slice(1))(
      'a run, its replay and a run with another emulator, with the daemon %s',
      async (_title, NX_DAEMON) => {
        const run = async (env: NodeJS.ProcessEnv = {}) => {
          const result = await workspace.nx(['run', 'svc:test-arm64'], { env: { NX_DAEMON, ...env } });
          expect([result.code, result.output]).toEqual([0, expect.stringContaining('2 packages passed')]);
          return isReplay(result);
        };
        const emulator = () => workspace.summary('svc', 'arm64').runner.emulator.version;
        await workspace.nx(['reset']);

        expect(await run()).toBe(false);
        const real = emulator();
        expect(await run()).toBe(true);
        expect(await run({ PATH: pathWithOtherEmulator(workspace, '7.2.99') })).toBe(false);
        expect(emulator()).toBe('7.2.99');
        expect(await run()).toBe(true);
        expect(emulator()).toBe(real);
        await workspace.must(['rm', '-rf', 'dist/go-cross']);
        expect(await run()).toBe(true);
        expect(emulator()).toBe(real);
        // A daemon is there if, and only if, it was asked for. Plugin workers of Nx 22 and 23 end a little after Nx.
        if (NX_DAEMON === 'true') expect(processesMarked(workspace.path)).not.toEqual([]);
        else await expectNothingLeft();
      },
    );

    test('nx migrate adds what a target of an older version lacks', async () => {
      const inputs = ['default', { env: 'NX_GO_CROSS_MACHINE' }];
      const target = { executor: 'nx-go-cross:test', inputs, options: { goarch: 's390x' } };
      const before = workspace.read('svc/project.json');
      workspace.write('svc/project.json', { ...JSON.parse(before), targets: { old: target } });
      const { generators } = JSON.parse(workspace.read('node_modules/nx-go-cross/migrations.json'));
      const [[name, { version: since, description }]] = Object.entries<{ version: string; description: string }>(
        generators,
      ) as [[string, { version: string; description: string }]];
      workspace.write('migrations.json', {
        migrations: [{ package: 'nx-go-cross', name, version: since, description }],
      });
      // The installed nx, not the newest that there is.
      const env = { NX_USE_LOCAL: 'true', NX_MIGRATE_SKIP_INSTALL: 'true' };
      const { code, output } = await workspace.nx(['migrate', '--run-migrations'], { env });
      const { targets } = JSON.parse(workspace.read('svc/project.json'));
      workspace.write('svc/project.json', before);
      await workspace.must(['rm', 'migrations.json']);
      expect([code, output]).toEqual([0, expect.stringContaining(name)]);
      expect(targets.old.inputs).toEqual([...inputs, { env: 'NX_GO_CROSS_MACHINE_S390X' }]);
    });

    test('nothing is left once the daemon has been stopped', async () => {
      await workspace.nx(['daemon', '--stop']);
      await expectNothingLeft();
    });
  });
});
