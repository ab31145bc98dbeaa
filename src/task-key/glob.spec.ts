import { Minimatch } from 'minimatch';
import { escapeGlob, globToRegExp, isLiteral, literalFolder } from './glob';

const words = (text: string) => text.split(' ');
const GLOBS = [
  ...words('a.go * **/* **/*.go a/**/* a/* a/** ?.go a/[bc].go a/[!b].go .* a.b/**/x a+b.go **/testdata/**/*'),
  ...words('{a,b}/*.{go,s} **/*_{arm64,amd64}{,_test}.{go,s} {a,b/c}/* a/{b,{c,d}}.go'),
];
const PATHS = [
  ...words('a.go b.go a/b.go a/c.go a/d.go a/b/c.go b/c/x.s b/x.s .env a/.env a+b.go aab.go'),
  ...words('x_arm64.go x_arm64_test.go a/x_amd64.s x_mips.go a.b/x a.b/c/x aXb/x a a/testdata/b/c'),
];

test.each(GLOBS)('%s means what it means to minimatch', (glob) => {
  const reference = new Minimatch(glob, { dot: true });
  const pattern = globToRegExp(glob)!;
  expect(PATHS.filter((path) => pattern.test(path))).toEqual(PATHS.filter((path) => reference.match(path)));
});

test('the globs above tell the paths above apart', () => {
  const matches = GLOBS.map((glob) => PATHS.filter((path) => globToRegExp(glob)!.test(path)).length);
  expect([Math.min(...matches), Math.max(...matches)]).toEqual([1, PATHS.length]);
});

test('a thousand names are one expression', () => {
  const names = Array.from({ length: 40 }, (_, index) => `name${index}`).join(',');
  const pattern = globToRegExp(`**/*_{${names}}{,_test}.{${names}}`)!;
  expect([pattern.test('a/b_name7_test.name39'), pattern.test('a/b_name7_test.name40')]).toEqual([true, false]);
});

test.each(['!(a).go', '@(a|b)', 'a/+(b)', '[z-a]'])('%s is nothing that could be judged', (glob) => {
  expect(globToRegExp(glob)).toBeUndefined();
});

test.each([
  ['a/b/*.go', 'a/b'],
  ['a/b.go', 'a'],
  ['**/*', ''],
  ['a/{b,c}/d', 'a'],
  ['a.go', ''],
  ['@acme/lib/*.go', '@acme/lib'],
  ['a/@(b|c)/d.go', 'a'],
])('the literal part of %s is %j', (glob, folder) => {
  expect(literalFolder(glob)).toBe(folder);
});

test.each([
  ['a/b.go', true],
  ['@acme/c++/x.go', true],
  ['a/*.go', false],
  ['!a.go', false],
  ['a/+(b).go', false],
  ['a/\\*.go', false],
])('%s is a path: %s', (glob, expected) => {
  expect(isLiteral(glob)).toBe(expected);
});

test('an escaped path is a glob that matches it', () => {
  const path = 'a/[b]{c,d}!(e)*?.json';
  expect(escapeGlob(path)).not.toMatch(/[[\]{}()*!,]/);
  expect(globToRegExp(escapeGlob(path))!.test(path)).toBe(true);
});
