import { isHiddenData, isNeverFile } from './never-files';

test.each<[string, boolean, boolean]>([
  ['a/x.go', false, false],
  ['node_modules', true, false],
  ['a/node_modules/x/index.js', true, false],
  ['.git/HEAD', true, false],
  ['.nx/cache/1', true, false],
  ['a/node_modules.txt', false, false],
  ['a/testdata/x.txt', false, false],
  ['a/testdata/node_modules/x.js', false, true],
  ['testdata/repo/.git/HEAD', false, true],
  ['a/testdata/.nx', false, true],
  ['a/testdata/.yarn/cache/x.zip', false, true],
  ['a/testdata/.yarn/releases/x.cjs', false, false],
  ['node_modules/x/testdata/y.txt', true, false],
  ['a/mytestdata/node_modules/x', true, false],
])('%s: never an input %s, data that Nx does not see %s', (path, never, hidden) => {
  expect([isNeverFile(path), isHiddenData(path)]).toEqual([never, hidden]);
});
