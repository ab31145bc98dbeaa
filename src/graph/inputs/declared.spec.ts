import { fakeDisk as disk } from '../../golang/testdata/temp-workspace';
import { declaredGlobs } from './declared';

const LIST = `["{workspaceRoot}/shared/a.json", "{projectRoot}/x_windows.go", "!{workspaceRoot}/shared/b",
  { "fileset": "{workspaceRoot}/tools/**/*" }, { "env": "API_URL" }, "shared"]`;
const GLOBS = ['shared/a.json', 'svc/x_windows.go', 'tools/**/*', 'all/*'];
const nxJson = { namedInputs: { shared: ['{workspaceRoot}/all/*'] } };

test.each<[string, Record<string, string>]>([
  ['project.json, with comments', { 'svc/project.json': `{ // why\\n "namedInputs": { "goDeclared": ${LIST} }, }` }],
  ['package.json', { 'svc/package.json': `{ "nx": { "namedInputs": { "goDeclared": ${LIST} } } }` }],
])('files that %s declares', (_title, files) => {
  const text = Object.fromEntries(Object.entries(files).map(([name, one]) => [name, one.replace('\\n', '\n')]));
  expect(declaredGlobs('svc', nxJson, disk(text))).toEqual(GLOBS);
});

test('the root project', () => {
  const text = '{ "namedInputs": { "goDeclared": ["{projectRoot}/x_windows.go"] } }';
  expect(declaredGlobs('.', {}, disk({ 'project.json': text }))).toEqual(['x_windows.go']);
});

test.each([undefined, '', '{}', '{ "goDeclared"', '[]', '{ "namedInputs": { "goDeclared": [] } }'])(
  'nothing in %j',
  (text) => {
    expect(declaredGlobs('svc', {}, disk(text === undefined ? {} : { 'svc/project.json': text }))).toEqual([]);
  },
);
