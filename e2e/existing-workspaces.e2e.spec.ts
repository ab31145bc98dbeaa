import { chmodSync, lchownSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cleanEnv } from './support/env';
import { exec } from './support/exec';
import { isFull, suiteDir, tarball } from './support/suite';
import { Workspace } from './support/workspace';

/** The newest that the registry has; nx of the same version comes with it. */
const CREATE = 'create-nx-workspace@23.2.1';

const MODULE = {
  'go.mod': 'module example.com/svc\n\ngo 1.23\n',
  'svc_test.go': 'package svc\n\nimport "testing"\n\nfunc TestIt(t *testing.T) {}\n',
};

const PRESETS: readonly [string, string, Readonly<Record<string, string>>][] = [
  ['npm', 'packages/svc', { 'package.json': '{ "name": "svc", "version": "1.0.0" }\n' }],
  ['apps', 'apps/svc', { 'project.json': '{ "name": "svc" }\n' }],
];
// Projects with a project.json are below, in a workspace that others formatted, too.
describe.each(isFull() ? PRESETS : PRESETS.slice(0, 1))(
  'a workspace that create-nx-workspace made, preset %s',
  (preset, root, manifest) => {
    let base: string;
    let dir: string;
    const nx = (...args: string[]) => run(join(dir, 'node_modules', '.bin', 'nx'), ...args);
    const run = (...argv: string[]) =>
      exec(argv, {
        cwd: dir,
        env: {
          ...cleanEnv(),
          NX_CACHE_DIRECTORY: join(base, 'cache'),
          NX_WORKSPACE_DATA_DIRECTORY: join(base, 'data'),
          NX_SKIP_PROVENANCE_CHECK: 'true',
        },
        timeout: 300_000,
      });
    const must = async (...argv: string[]) => {
      const { code, output } = await run(...argv);
      if (code !== 0) throw new Error(`${argv.join(' ')} failed:\n${output}`);
      return output;
    };
    const changed = async () => (await must('git', 'status', '--porcelain')).split('\n').filter(Boolean).sort();
    const commit = async () => {
      await must('git', 'add', '-A');
      await must('git', '-c', 'user.name=x', '-c', 'user.email=x@x', 'commit', '-qm', 'x');
    };

    beforeAll(async () => {
      base = mkdtempSync(join(suiteDir(), 'made-'));
      dir = base;
      const answers = [`--preset=${preset}`, '--nxCloud=skip', '--skipGit', '--pm=npm', '--no-interactive'];
      await must('npx', '-y', CREATE, 'workspace', ...answers);
      dir = join(base, 'workspace');
      for (const [file, text] of Object.entries({ ...MODULE, ...manifest })) {
        mkdirSync(dirname(join(dir, root, file)), { recursive: true });
        writeFileSync(join(dir, root, file), text);
      }
      await must('git', 'init', '-q');
      await commit();
    });
    afterAll(() => exec(['rm', '-rf', base], { cwd: suiteDir(), env: cleanEnv() }));

    test('nx add changes what it says and nothing else, and tests run', async () => {
      const nxJson = readFileSync(join(dir, 'nx.json'), 'utf8');
      const { code, output } = await nx('add', `nx-go-cross@file:${tarball()}`);
      expect([code, output]).toEqual([0, expect.stringContaining('nx-go-cross added successfully')]);
      expect(await changed()).toEqual([' M nx.json', ' M package-lock.json', ' M package.json']);
      const edited = readFileSync(join(dir, 'nx.json'), 'utf8');
      expect(edited.startsWith(nxJson.trimEnd().replace(/\s*\}$/, ','))).toBe(true);
      const ran = await nx('run', 'svc:test-arm64');
      expect([ran.code, ran.output]).toEqual([0, expect.stringContaining('linux/arm64: 1 package passed')]);
      await commit();
    });

    test('a port more for one project, and back: the files are as they were', async () => {
      const args = ['g', 'nx-go-cross:port-targets', 'svc', '--ports=s390x', '--no-interactive'];
      for (const style of ['plugin', 'explicit']) {
        expect((await nx(...args, `--style=${style}`, '--dry-run')).code).toBe(0);
        expect(await changed()).toEqual([]);
        expect((await nx(...args, `--style=${style}`)).code).toBe(0);
        expect(await changed()).toEqual([style === 'plugin' ? ' M nx.json' : ` M ${root}/${Object.keys(manifest)[0]}`]);
        const { targets } = JSON.parse((await nx('show', 'project', 'svc', '--json')).stdout);
        const cached = { cache: true, inputs: expect.arrayContaining(['goS390x', 'goS390xImports']) };
        expect(targets['test-s390x']).toMatchObject({
          executor: 'nx-go-cross:test',
          options: { goarch: 's390x' },
          ...cached,
        });
        expect(targets['test-ports'].dependsOn).toContain('test-s390x');
        expect((await nx(...args, `--style=${style}`, '--remove')).code).toBe(0);
        expect(await changed()).toEqual([]);
      }
    });
  },
);

/** pnpm links only what a package declares: what it does not declare is not found. */
describe('a workspace of pnpm', () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await Workspace.create({
      files: {
        'pnpm-workspace.yaml': 'packages:\n  - "packages/*"\n',
        'packages/svc/package.json': { name: 'svc', version: '1.0.0' },
        'packages/svc/go.mod': MODULE['go.mod'],
        'packages/svc/svc_test.go': MODULE['svc_test.go'],
      },
    });
    await workspace.must(['rm', '-rf', 'node_modules']);
    // The last of pnpm for Node 20.
    const { code, output } = await workspace.run(['npx', '-y', 'pnpm@9.15.9', 'install', '--no-frozen-lockfile']);
    if (code !== 0) throw new Error(output);
  });
  afterAll(() => workspace.remove());

  test('its members have targets, and tests run', async () => {
    const { code, output } = await workspace.nx(['run', 'svc:test-arm64']);
    expect([code, output]).toEqual([0, expect.stringContaining('linux/arm64: 1 package passed')]);
  });

  test('ports go into package.json, and back', async () => {
    const args = ['g', 'nx-go-cross:port-targets', 'svc', '--ports=s390x', '--style=explicit', '--no-interactive'];
    const before = workspace.read('packages/svc/package.json');
    expect(await workspace.nx(args)).toMatchObject({ code: 0 });
    const { nx } = JSON.parse(workspace.read('packages/svc/package.json'));
    expect(nx.targets).toEqual({
      'test-s390x': { executor: 'nx-go-cross:test', options: { goos: 'linux', goarch: 's390x' } },
    });
    expect(await workspace.nx([...args, '--remove'])).toMatchObject({ code: 0 });
    expect(workspace.read('packages/svc/package.json')).toBe(before);
  });
});

describe('files that others formatted', () => {
  let workspace: Workspace;
  const NX_JSON =
    '{\r\n\t// Ours, with tabs and CRLF.\r\n\t"analytics": false,\r\n\t"neverConnectToCloud": true,\r\n\t"plugins": [ "nx-go-cross" ], // one\r\n\t"parallel": 1,\r\n}\r\n';
  const PROJECT = '{\n    /* four blanks */\n    "name": "svc", "tags": ["a",   "b"]\n}';
  beforeAll(async () => {
    workspace = await Workspace.create({
      user: true,
      files: {
        'nx.json': NX_JSON,
        'svc/project.json': PROJECT,
        'svc/go.mod': MODULE['go.mod'],
        'svc/svc_test.go': MODULE['svc_test.go'],
      },
    });
  });
  afterAll(() => workspace.remove());

  const generate = (...args: string[]) => workspace.nx(['g', ...args, '--no-interactive']);

  test('init has nothing to do, and does nothing', async () => {
    const { code, output } = await generate('nx-go-cross:init', '--ports=amd64,arm64');
    expect([code, output]).toEqual([0, expect.stringContaining('nx-go-cross')]);
    expect(workspace.read('nx.json')).toBe(NX_JSON);
  });

  test.each(['plugin', 'explicit'])(
    'style %s: comments, tabs and line ends stay, and so does all after an undo',
    async (style) => {
      const args = [
        'nx-go-cross:port-targets',
        'svc',
        '--ports=s390x',
        '--checkPorts=windows/amd64',
        `--style=${style}`,
      ];
      expect(await generate(...args)).toMatchObject({ code: 0 });
      const edited = workspace.read(style === 'plugin' ? 'nx.json' : 'svc/project.json');
      expect(edited).toContain('s390x');
      expect(edited).toContain(style === 'plugin' ? '// Ours, with tabs and CRLF.' : '/* four blanks */');
      if (style === 'plugin') expect(edited.replaceAll('\r\n', '')).not.toContain('\n');
      expect(await generate(...args, '--remove')).toMatchObject({ code: 0 });
      expect([workspace.read('nx.json'), workspace.read('svc/project.json')]).toEqual([NX_JSON, PROJECT]);
    },
  );

  test('a file that may not be written is named, and stays as it is', async () => {
    const file = join(workspace.path, 'svc/project.json');
    const folder = dirname(file);
    chmodSync(file, 0o444);
    lchownSync(file, 0, 0);
    chmodSync(folder, 0o555);
    lchownSync(folder, 0, 0);
    const { code, output } = await generate('nx-go-cross:port-targets', 'svc', '--ports=s390x', '--style=explicit');
    expect([code, output]).toEqual([1, expect.stringMatching(/svc\/project\.json/)]);
    expect(output).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
    expect(workspace.read('svc/project.json')).toBe(PROJECT);
  });
});
