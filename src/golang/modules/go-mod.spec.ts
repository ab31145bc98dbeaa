import { isIgnoredBy, parseModFile, readModFile } from './go-mod';

test('the lines of a go.mod, in blocks and alone, quoted and with comments', () => {
  const { requires, indirect, ...rest } = parseModFile(`// c
module "example.com/a" // d
go 1.25.1
toolchain go1.26.0
require example.com/b v1.0.0
require (
	example.com/c v1.2.3// indirect
	\`example.com/d\` v0.0.0-20240101000000-abcdefabcdef // indirect
)

replace example.com/b => ../b
replace (
	example.com/c v1.2.3 => "../c d"
	example.com/d => example.com/e v1.0.0
)
exclude example.com/b v0.9.0
retract [v1.0.0, v1.1.0]
ignore (
	./static
	node_modules
)
`);
  expect(Object.fromEntries(requires)).toEqual({
    'example.com/b': 'v1.0.0',
    'example.com/c': 'v1.2.3',
    'example.com/d': 'v0.0.0-20240101000000-abcdefabcdef',
  });
  expect([...indirect]).toEqual(['example.com/c', 'example.com/d']);
  expect(rest).toEqual({
    module: 'example.com/a',
    go: '1.25.1',
    replaces: [
      { module: 'example.com/b', path: '../b' },
      { module: 'example.com/c', version: 'v1.2.3', path: '../c d' },
      { module: 'example.com/d', path: 'example.com/e', pathVersion: 'v1.0.0' },
    ],
    uses: [],
    ignores: ['./static', 'node_modules'],
  });
});

test.each([
  [String.raw`"./a\\b"`, String.raw`./a\b`],
  [String.raw`"./a\"b"`, './a"b'],
  [String.raw`"./a\tb\n"`, './a\tb\n'],
  [String.raw`"./gr\u00fc\x6e"`, './grün'],
  [String.raw`"./\141\U0001F600"`, './a😀'],
  [String.raw`"./\UFFFFFFFF"`, './'],
  ['`./a\\b`', String.raw`./a\b`],
])('a folder of a go.work as Go quotes it: %s', (written, folder) => {
  expect(parseModFile(`use ${written}\n`).uses).toEqual([folder]);
});

test('the lines of a go.work, with the line ends of Windows', () => {
  expect(parseModFile('go 1.23\r\nuse ./a\r\nuse (\r\n\t./b/ // x\r\n\t"./c d"\r\n)\r\n').uses).toEqual([
    './a',
    './b/',
    './c d',
  ]);
});

test.each<[string, number | undefined]>([
  ['module a\n\nreplace b\n', 3],
  ['module a\nreplace (\n\tb =>\n)\n', 3],
  ['module\n', 1],
  ['module "a\n', 1],
  ['use `./a\n', 1],
  ['module a\nnonsense ??? (\n', undefined],
  ['\0\0\ufffd', undefined],
  ['', undefined],
])('%j: the wrong line is %s', (text, line) => {
  expect(parseModFile(text).wrongLine).toBe(line);
});

test.each<[string, boolean]>([
  ['x v1.0.0 // indirect', true],
  ['x v1.0.0 //indirect', true],
  ['x v1.0.0 // indirect; why', true],
  ['x v1.0.0 // indirect why', false],
  ['x v1.0.0 // not // indirect', false],
  ['x v1.0.0 // indirectly', false],
  ['x v1.0.0', false],
])('require %s', (line, expected) => {
  expect(parseModFile(`require ${line}`).indirect.has('x')).toBe(expected);
  expect(parseModFile(`require (\n\t${line}\n)\n`).indirect.has('x')).toBe(expected);
});

describe('`ignore` lines, as cmd/go/internal/search reads them', () => {
  test.each([
    ['./a', 'a', true],
    ['./a', 'a/b', true],
    ['./a', 'x/a', false],
    ['a', 'x/a/b', true],
    ['a/b', 'x/a/b', true],
    ['a', 'ab', false],
  ])('%s and the folder %s: %s', (ignore, dir, expected) => {
    expect(isIgnoredBy([ignore], dir)).toBe(expected);
  });
});

test('a file that cannot be read says nothing', () => {
  expect(readModFile('/missing/go.mod')).toEqual(parseModFile(''));
});
