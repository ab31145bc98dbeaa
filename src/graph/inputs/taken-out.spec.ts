import { takenOut } from './taken-out';

const DIRS = ['.', 'libs/a', 'libs/a/sub', 'libs/b'];

test.each<[string, string[], string[]]>([
  ['nothing: everywhere, by one glob', [], ['**/']],
  ['a file elsewhere', ['shared/x_test.go'], ['', 'libs/{a,a/sub,b}/']],
  ['a file of an imported package', ['libs/a/x_test.go'], ['', 'libs/{a/sub,b}/']],
  ['the files of a folder', ['libs/a/*'], ['', 'libs/{a/sub,b}/']],
  ['everything below a folder', ['libs/a/**/*'], ['', 'libs/b/']],
  ['everything below a folder above', ['libs/**/*.go'], ['']],
  ['a file at the root', ['x_test.go'], ['libs/{a,a/sub,b}/']],
  ['everything', ['**/*'], []],
])('declared: %s', (_title, declared, expected) => {
  expect(takenOut(DIRS, declared)).toEqual(expected);
});
