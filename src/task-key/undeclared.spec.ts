import { taskKey } from './task-key';
import { undeclaredInputs, type FileFacts, type PackageReads } from './undeclared';

const key = taskKey({
  inputs: ['{projectRoot}/**/*', '{workspaceRoot}/known/*.json', { env: 'GOFLAGS' }],
  named: {},
  projectRoot: 'svc',
  projects: { svc: 'svc' },
  dependencies: [],
  knowsIncludeIgnored: true,
});

function find(reads: Partial<PackageReads>[], facts: Partial<FileFacts> = {}, at = key) {
  const all = reads.map((one) => ({
    importPath: 'e/svc',
    dir: '/w/svc',
    variables: [],
    files: [],
    folders: [],
    ...one,
  }));
  return undeclaredInputs(all, at, { isIgnored: () => false, list: () => [], setsVariable: () => false, ...facts });
}

const names = (...args: Parameters<typeof find>) => find(...args).map(({ name }) => name);

test('files and variables that the key does not hold, with their readers and the entry that declares them', () => {
  const found = find([
    { importPath: 'e/svc/b', files: ['shared/schema.json', 'svc/x.go'], variables: ['API_URL', 'GOFLAGS', 'HOME'] },
    { importPath: 'e/svc/a', files: ['shared/schema.json', 'known/a.json'], variables: [] },
  ]);
  expect(found).toEqual([
    {
      kind: 'file',
      name: 'shared/schema.json',
      packages: ['e/svc/a', 'e/svc/b'],
      declare: '"{workspaceRoot}/shared/schema.json"',
    },
    { kind: 'env', name: 'API_URL', packages: ['e/svc/b'], declare: '{ "env": "API_URL" }' },
  ]);
});

test('nothing for what every test may ask for', () => {
  const variables = [
    'HOME',
    'PATH',
    'TMPDIR',
    'GOTMPDIR',
    'USER',
    'TZ',
    'NO_COLOR',
    'HTTP_PROXY',
    'NX_TASK_HASH',
    'LC_ALL',
  ];
  expect(find([{ variables, files: ['svc/testdata/x'], folders: ['svc', 'svc/testdata'] }])).toEqual([]);
});

test('a variable that the package’s tests set is theirs', () => {
  const setsVariable = (reads: PackageReads, name: string) => reads.importPath === 'e/svc/a' && name === 'MODE';
  const found = find(
    [
      { importPath: 'e/svc/a', variables: ['MODE'] },
      { importPath: 'e/svc/b', variables: ['MODE'] },
    ],
    {
      setsVariable,
    },
  );
  expect(found.map(({ name, packages }) => [name, packages])).toEqual([['MODE', ['e/svc/b']]]);
});

describe('a folder that was listed', () => {
  test('stands for what is in it', () => {
    expect(names([{ folders: ['shared'], files: ['shared/a.json', 'other/b.json'] }])).toEqual([
      'other/b.json',
      'shared/*',
    ]);
  });

  test('with folders below it stands for all of that', () => {
    const folders = ['shared', 'shared/v1', 'shared/v1/x'];
    expect(names([{ folders, files: ['shared/a.json', 'shared/v1/x/b.json'] }])).toEqual(['shared/**/*']);
  });

  test('but not for files below folders that were not listed', () => {
    expect(names([{ folders: ['shared'], files: ['shared/v1/b.json'] }])).toEqual(['shared/*', 'shared/v1/b.json']);
  });

  test.each([
    ['a file in it is held', { list: () => ['a.json'] }, ['known']],
    ['it belongs to the project', {}, ['svc/internal']],
  ])('is none when %s', (_title, facts, folders) => {
    expect(names([{ folders }], facts)).toEqual([]);
  });

  test('of which one file is held, the others are still looked at', () => {
    expect(names([{ folders: ['known'], files: ['known/a.json', 'known/b.txt'] }])).toEqual(['known/b.txt']);
  });
});

describe('what git ignores', () => {
  const isIgnored = (path: string) => path === '.env' || path === 'build' || path === 'svc/local.json';

  test('has an entry of another form', () => {
    expect(
      find([{ files: ['.env', 'svc/local.json'], folders: ['build'] }], { isIgnored }).map(({ declare }) => declare),
    ).toEqual([
      '{ "fileset": "{workspaceRoot}/.env", "includeIgnored": true }',
      '{ "fileset": "{workspaceRoot}/build/*", "includeIgnored": true }',
      '{ "fileset": "{workspaceRoot}/svc/local.json", "includeIgnored": true }',
    ]);
  });

  test('has none in Nx 22', () => {
    expect(find([{ files: ['.env'] }], { isIgnored }, { ...key, canHoldIgnored: false })[0]).toMatchObject({
      declare: '',
    });
  });
});

test('special characters of a path mean nothing in its entry', () => {
  expect(find([{ files: ['shared/[a]{b}.json'] }])[0]!.declare).toBe('"{workspaceRoot}/shared/?a??b?.json"');
});
