import { declarationPlace, declarations, jsonLine } from './declaration';

test.each<[string, string, string[], object]>([
  ['project.json', 'svc', ['svc/project.json'], { file: 'svc/project.json', path: ['namedInputs', 'goDeclared'] }],
  ['project.json before package.json', 'svc', ['svc/project.json', 'svc/package.json'], { file: 'svc/project.json' }],
  [
    'package.json',
    'svc',
    ['svc/package.json'],
    { file: 'svc/package.json', path: ['nx', 'namedInputs', 'goDeclared'] },
  ],
  ['a project.json to be made', 'svc', [], { file: 'svc/project.json' }],
  ['the root project', '.', ['project.json'], { file: 'project.json' }],
])('%s', (_title, root, files, expected) => {
  expect(declarationPlace(root, (file) => files.includes(file))).toMatchObject(expected);
});

test('entries are read back, and what cannot be declared has none', () => {
  const found = ['"{workspaceRoot}/a"', '', '{ "env": "B" }'].map((declare) => ({
    ...{ kind: 'file' as const, name: 'x', packages: [] },
    declare,
  }));
  expect(declarations(found)).toEqual(['{workspaceRoot}/a', { env: 'B' }]);
});

test('a line that one can paste', () => {
  const line = jsonLine(['nx', 'namedInputs', 'goDeclared'], ['{workspaceRoot}/a "b"', { env: 'C' }, { runtime: 'x' }]);
  expect(line).toBe(
    String.raw`"nx": { "namedInputs": { "goDeclared": ["{workspaceRoot}/a \"b\"", { "env": "C" }, { "runtime": "x" }] } }`,
  );
  expect(JSON.parse(`{${line}}`).nx.namedInputs.goDeclared).toHaveLength(3);
});
