import { closeSync, openSync, writeSync, writeFileSync, ftruncateSync } from 'node:fs';
import { join } from 'node:path';
import { tempWorkspaces } from '../testdata/temp-workspace';
import { readEmbeds } from './embeds';
import { readSource, type SourceFile } from './read-source';

const workspace = tempWorkspaces();
const comment = (size: number) => `${'// A licence.\n'.repeat(Math.ceil(size / 14))}`;

test.each<[string, string, SourceFile]>([
  ['nothing', 'package p\n', {}],
  ['everything', '//go:build linux\n\npackage p\nimport "a"\n', { goBuild: 'linux', imports: ['a'] }],
  ['imports beyond the first block', `${comment(5000)}package p\nimport "a"\n`, { imports: ['a'] }],
  ['imports far beyond it', `${comment(3 << 20)}package p\nimport "a"\n`, { imports: ['a'] }],
  ['documentation', 'package documentation\nimport "a"\n', { isDocumentation: true }],
  ['binary garbage', '\x7fELF\0\x01\ufffd\n"', {}],
  [
    'embed directives, wherever they are',
    `package p\nimport _ "embed"\n${comment(9000)}//go:embed a/* "b c"\nvar x string\n`,
    { imports: ['embed'], embeds: ['a/*', 'b c'] },
  ],
])('%s', (_, text, expected) => {
  const dir = workspace({ 'a.go': text });
  expect(readSource(join(dir, 'a.go'))).toEqual(expected);
});

test.each([1024, 4096].flatMap((block) => [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((distance) => [block, distance])))(
  'an import that begins before the end of the first %i bytes, by %i',
  (block, distance) => {
    for (const text of ['import "a"', '/* c */ import "a"', '// c\nimport "a"']) {
      const head = 'package p\n';
      const dir = workspace({ 'a.go': `${head}${' '.repeat(block - head.length - distance)}${text}\n` });
      expect(readSource(join(dir, 'a.go'))).toEqual({ imports: ['a'] });
    }
  },
);

test('a letter that the end of a block cuts in two', () => {
  const head = 'package p\nimport "';
  const dir = workspace({ 'a.go': `${head}${'a'.repeat(1023 - head.length)}é"\n` });
  expect(readSource(join(dir, 'a.go'))).toEqual({ imports: [`${'a'.repeat(1023 - head.length)}é`] });
});

test('a constraint behind a licence, before and behind the first block', () => {
  for (const size of [500, 1000, 1500, 5000]) {
    const text = `${comment(size)}\n//go:build linux\n\npackage p\n\n//go:build arm64\n\nimport "a"\n${comment(5000)}`;
    const dir = workspace({ 'a.go': text });
    expect(readSource(join(dir, 'a.go'))).toEqual({ goBuild: 'linux', imports: ['a'] });
  }
});

test('a huge file is read as far as its imports, or as far as any imports could be', () => {
  const dir = workspace({ 'a.go': 'package p\nimport "a"\nvar x = 1\n', 'garbage.go': '' });
  sparse(join(dir, 'a.go'), 3 * 1024 ** 3);
  expect(readSource(join(dir, 'a.go'))).toEqual({ imports: ['a'] });
  writeFileSync(join(dir, 'garbage.go'), '/*');
  sparse(join(dir, 'garbage.go'), 3 * 1024 ** 3);
  expect(readSource(join(dir, 'garbage.go'))).toEqual({ unreadable: 'no end of the imports in its first 4 MB' });
});

/** Makes a file longer without a byte on the disk: what reads all of it dies of it. */
function sparse(path: string, size: number): void {
  const file = openSync(path, 'r+');
  ftruncateSync(file, size);
  writeSync(file, 'x', size - 1);
  closeSync(file);
}

test('what cannot be read says why', () => {
  const dir = workspace({ 'x.go/a.go': '' });
  expect(readSource(join(dir, 'none.go'))).toEqual({ unreadable: 'ENOENT' });
  expect(readSource(join(dir, 'x.go'))).toEqual({ unreadable: 'EISDIR' });
});

test('embed patterns as they are written', () => {
  expect(
    readEmbeds('//go:embed a b/*.txt "c d" `e f` all:g\r\n\t//go:embed h\n// //go:embed i\n//go:embedded j\n'),
  ).toEqual(['a', 'b/*.txt', 'c d', 'e f', 'all:g', 'h']);
});
