import { buildText } from './build-text';

const TEXT = [
  'go: downloading example.com/dep v1.0.0',
  '# example.com/a',
  'a.go:1:1: in a',
  '# example.com/a/b [example.com/a/b.test]',
  'b.go:1:1: in b',
  '\tand more',
  'FAIL\texample.com/x [setup failed]',
  '# example.com/c_test [example.com/c.test]',
  'c_test.go:1:1: in c, outside',
  '# example.com/v',
  '# [example.com/v]',
  'v.go:1:1: vet objects',
];

test.each([
  ['example.com/a', '# example.com/a\na.go:1:1: in a\n'],
  ['example.com/a/b', '# example.com/a/b [example.com/a/b.test]\nb.go:1:1: in b\n\tand more\n'],
  ['example.com/c', '# example.com/c_test [example.com/c.test]\nc_test.go:1:1: in c, outside\n'],
  ['example.com/v', '# example.com/v\n# [example.com/v]\nv.go:1:1: vet objects\n'],
])('%s gets its own text and no other', (importPath, text) => {
  expect(buildText(TEXT, importPath)).toBe(text);
});

test('a package that nothing is said about gets what was said about compiling others', () => {
  const text = buildText(TEXT, 'example.com/user');
  expect(text).toBe('# example.com/a\na.go:1:1: in a\n');
});
