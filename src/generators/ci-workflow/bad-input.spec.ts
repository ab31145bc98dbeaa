import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { CrossTestError } from '../../errors';
import ciWorkflowGenerator from './ci-workflow';
import { checkTested, legsOf } from './lib/legs';
import type { CiWorkflowGeneratorSchema } from './schema';
import { removeTrees, workspaceTree, type TreeOptions } from './testdata/workspace-tree';

const FILE = '.github/workflows/go-ports.yml';

afterAll(removeTrees);

describe('bad input: one error with a remedy, and nothing written', () => {
  const cases: [string, CiWorkflowGeneratorSchema, string, TreeOptions?][] = [
    ['a provider that is none', { ci: 'jenkins' as 'github' }, 'Option \'ci\' is "jenkins"'],
    ['a port that is none', { ports: 'arm65' }, "Unknown GOARCH 'arm65'"],
    ['a port that CI cannot run', { ports: 'windows/amd64' }, 'Port windows/amd64 cannot be tested in CI'],
    ['no ports', {}, 'names ports', { ports: [] }],
    ['a name with a slash', { name: 'a/b' }, 'no file name can be made'],
    ['a name with a backslash', { name: 'a\\b' }, 'no file name can be made'],
    ['a name that goes up', { name: '..' }, 'no file name can be made'],
    ['a name with a line end', { name: 'a\non: push' }, 'no file name can be made'],
    ['a name with an expression', { name: '${{ secrets.X }}' }, 'no file name can be made'],
    ['an empty name', { name: ' ' }, 'no file name can be made'],
    ['no shards', { shards: 0 }, "Option 'shards' is 0"],
    ['a label that is an expression', { nativeLabels: "s390x=${{ 'x' }}" }, "Option 'nativeLabels'"],
    ['a label of no port', { nativeLabels: 'ppc64le=power' }, "has a label for 'ppc64le'"],
    ['an image that is a command', { qemuImage: 'x; rm -rf /' }, "Option 'qemuImage'"],
    ['a version file that is not there', { goVersionFile: 'go.work' }, "Option 'goVersionFile' is 'go.work'"],
    ['a version file outside', { goVersionFile: '../go.mod' }, "Option 'goVersionFile' is '../go.mod'"],
  ];

  test.each(cases)('%s', async (_title, schema, message, options = {}) => {
    await expectRefusal(workspaceTree(options), schema, message);
  });

  test('no Go project', async () => {
    const tree = workspaceTree({ files: { 'testdata/go.mod': 'module x\n' } });
    tree.delete('svc/go.mod');
    await expectRefusal(tree, {}, 'There is no go.mod');
  });

  test('no package.json, from which jobs install the plugin', async () => {
    const tree = workspaceTree();
    tree.delete('package.json');
    await expectRefusal(tree, {}, 'has no package.json');
  });

  test('a port that no project has: its job would be green', () => {
    const legs = legsOf({ plugins: [{ plugin: 'nx-go-cross', options: { ports: ['arm64', 's390x'] } }] }, []);
    const projects = [{ targets: { build: {}, 'test-arm64': {} } }, {}];
    expect(() => checkTested(legs, projects)).toThrow('No project has a target for s390x (test-s390x)');
    expect(() => checkTested(legs, [])).toThrow('arm64, s390x (test-arm64, test-s390x)');
    expect(() => checkTested(legs, [...projects, { targets: { 'test-s390x': {} } }])).not.toThrow();
    expect(() => checkTested(legs, undefined)).not.toThrow();
  });

  test.each([
    ['no git', 'no-git', 'is in no git repository'],
    ['a detached head', 'detached', 'HEAD is detached'],
    ['a workspace below the root of its repository', 'below', 'repository begins at'],
  ] as const)('%s', async (_title, git, message) => {
    await expectRefusal(workspaceTree({ git }), {}, message);
  });

  test('a main branch that nobody names', async () => {
    const tree = workspaceTree({ git: 'trunk' });
    tree.write('nx.json', JSON.stringify({ plugins: ['nx-go-cross'] }));
    await expectRefusal(tree, {}, "'trunk' is checked out, and there is neither 'main' nor 'master'");
  });

  test('a branch that a filter would read as a pattern', async () => {
    const tree = workspaceTree();
    tree.write('nx.json', JSON.stringify({ defaultBase: 'ma*n', plugins: ['nx-go-cross'] }));
    await expectRefusal(tree, {}, "The main branch is called 'ma*n'");
  });

  test.each([
    ['a folder that is a link to the outside', '.github', '.'],
    ['a file that is a link to a file outside which is not there yet', FILE, 'evil.yml'],
  ])('%s', async (_title, link, target) => {
    const tree = workspaceTree();
    const outside = mkdtempSync(join(tmpdir(), 'nx-go-cross-outside-'));
    mkdirSync(dirname(join(tree.root, link)), { recursive: true });
    symlinkSync(join(outside, target), join(tree.root, link));
    await expectRefusal(tree, {}, 'is outside of this workspace');
    rmSync(outside, { recursive: true });
  });

  test('a read-only file', async () => {
    const tree = workspaceTree();
    mkdirSync(join(tree.root, '.github/workflows'), { recursive: true });
    writeFileSync(join(tree.root, FILE), 'name: mine\n');
    chmodSync(join(tree.root, FILE), 0o444);
    await expectRefusal(tree, { overwrite: true }, 'is read-only');
  });
});

async function expectRefusal(tree: Tree, schema: CiWorkflowGeneratorSchema, message: string): Promise<void> {
  const before = tree.listChanges().length;
  const error = await ciWorkflowGenerator(tree, schema).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(CrossTestError);
  expect((error as CrossTestError).message).toContain(message);
  // Nx prints the message alone.
  expect((error as CrossTestError).message).toContain(
    `\n  ${((error as CrossTestError).cause as CrossTestError).hint!}`,
  );
  expect(tree.listChanges()).toHaveLength(before);
}
