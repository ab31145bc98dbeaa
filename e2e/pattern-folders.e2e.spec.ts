import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OUTER_VERSIONS } from './support/template';
import { isReplay, Workspace } from './support/workspace';

/** Names of folders of which Nx makes something else where it puts them into globs, and some that only look like it. */
const NAMES = [
  ...['[br]', '[!a]', '[', ']', '{a,b}', '{x}', '{', '}', 'a{b', 'a}b', 'a[b', 'a,b', 'pa(r)en', '(p)', '@(x)', '!(x)'],
  ...['+(x)', '*(x)', '?(x)', '!', '!bang', '@', 'plus+', 'star*', 'qu?est', 'a|b', 'back\\slash', '-dash', 'tilde~'],
  ...[
    '{projectRoot}',
    '{workspaceRoot}',
    '{projectName}',
    '#hash',
    '^x',
    '$y',
    'sp ace',
    'größe',
    '東京',
    "it's",
    'a"b',
  ],
];

const moduleText = (path: string) => `module example.com/${path}\n\ngo 1.23\n`;
const quoted = (folder: string) => JSON.stringify(folder);

interface OddProject {
  readonly root: string;
  readonly files: Readonly<Record<string, string>>;
  readonly held: readonly string[];
}

/** Per name a project in such a folder, one that imports it, and one that has data in such a folder. */
const PROJECTS = NAMES.map((name, index): Record<string, OddProject> => ({
  [`odd${index}`]: {
    root: `odd${index}/${name}`,
    files: { 'a.go': 'package a\n', 'a_test.go': 'package a\n', 'testdata/x.txt': '', 'sub/b.go': 'package b\n' },
    held: ['go.mod', 'a.go', 'a_test.go', 'testdata/x.txt', 'sub/b.go'].map((file) => `odd${index}/${name}/${file}`),
  },
  [`use${index}`]: {
    root: `use${index}`,
    files: { 'u.go': `package u\n\nimport _ "example.com/odd${index}"\n` },
    held: [`use${index}/u.go`, ...['go.mod', 'a.go'].map((file) => `odd${index}/${name}/${file}`)],
  },
  [`data${index}`]: {
    root: `data${index}`,
    files: { 'd.go': 'package d\n', [`testdata/${name}/x.txt`]: '' },
    held: [`data${index}/testdata/${name}/x.txt`],
  },
})).flatMap((group) => Object.entries(group));

function filesOf(projects: typeof PROJECTS): Record<string, string> {
  const files = projects.flatMap(([name, { root, files: own }]) =>
    Object.entries({ 'go.mod': moduleText(name), 'project.json': `{ "name": "${name}" }`, ...own }).map(
      ([file, text]) => [`${root}/${file}`, text],
    ),
  );
  const uses = projects.map(([, { root }]) => `\t${quoted(`./${root}`)}\n`).join('');
  return { ...Object.fromEntries(files), 'go.work': `go 1.23\n\nuse (\n${uses})\n` };
}

const nxJson = (port: string) => ({
  analytics: false,
  neverConnectToCloud: true,
  plugins: [{ plugin: 'nx-go-cross', options: { ports: [port] } }],
});

test.each(OUTER_VERSIONS)(
  `the files of projects in ${NAMES.length} kinds of folders are in their keys: Nx %s`,
  async (nx) => {
    const workspace = await Workspace.create({ nx, files: { ...filesOf(PROJECTS), 'nx.json': nxJson('arm64') } });
    const output = join(workspace.base, 'inputs.json');
    const tasks = PROJECTS.map(([name]) => `${name}:test-arm64`);
    const script = join(__dirname, 'support', 'nx-inputs.js');
    const { code, output: said } = await workspace.run([process.execPath, script, output, ...tasks]);
    expect([code, said]).toEqual([0, said]);
    const inputs = JSON.parse(readFileSync(output, 'utf8')) as Record<string, string[]>;
    const rows = PROJECTS.flatMap(([name, { held }]) => held.map((file) => ({ name, file })));
    const missing = rows.filter(({ name, file }) => !inputs[`${name}:test-arm64`]!.includes(file));
    console.log(`Nx ${nx}: ${rows.length} files in keys, ${missing.length} missing`);
    expect(missing).toEqual([]);
    workspace.remove();
  },
);

test('a pass in such a folder is replayed with its results, and never for other files', async () => {
  const names = ['[br]', '{a,b}', '@(x)', '{projectRoot}'];
  const text = (answer: number) =>
    `package a\n\nimport "testing"\n\nfunc TestAnswer(t *testing.T) {\n\tif ${answer} != 42 {\n\t\tt.Fatal()\n\t}\n}\n`;
  const projects = names.map((name, index): [string, OddProject] => [
    `odd${index}`,
    { root: `odd${index}/${name}`, files: { 'a.go': 'package a\n', 'a_test.go': text(42) }, held: [] },
  ]);
  const workspace = await Workspace.create({ files: { ...filesOf(projects), 'nx.json': nxJson('amd64') } });
  const run = () => workspace.nx(['run-many', '-t', 'test-amd64', '--output-style=static']);
  const outcomes = () => projects.map(([, { root }]) => workspace.summary(root, 'amd64').outcome);
  const statuses = () => workspace.lastRun().map(({ cacheStatus, status }) => `${cacheStatus} ${status}`);

  expect((await run()).code).toBe(0);
  await workspace.must(['rm', '-rf', 'dist']);
  const again = await run();
  expect([again.code, isReplay(again)]).toEqual([0, true]);
  expect([outcomes(), statuses()]).toEqual([names.map(() => 'passed'), names.map(() => 'local-cache-hit 0')]);
  for (const [, { root }] of projects) workspace.write(`${root}/a_test.go`, text(41));
  expect((await run()).code).toBe(1);
  expect([outcomes(), statuses()]).toEqual([names.map(() => 'failed'), names.map(() => 'cache-miss 1')]);
  workspace.remove();
});
