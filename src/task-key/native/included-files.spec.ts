import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { IncludedFiles } from '..';
import { readDirectives, readFlags } from './directives';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'included-files-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
}

const CGO = (...lines: string[]) => `package p\n\n${lines.map((line) => `// ${line}\n`).join('')}import "C"\n`;

test.each<[string, Record<string, string>, Record<string, string[]>]>([
  ['a header beside it, which Go hashes', { 'p/a.s': '#include "x.h"\n', 'p/x.h': '' }, {}],
  ['headers of Go and of the system', { 'p/a.s': '#include "textflag.h"\n#include <stdio.h>\n' }, {}],
  ['assembly', { 'p/a.s': '#include "../inc/x.h"\n', 'inc/x.h': '' }, { 'a.s': ['inc/x.h'] }],
  [
    'a header of a header',
    { 'p/a.s': '#include "x.h"\n', 'p/x.h': '#include "sub/y.h"\n', 'p/sub/y.h': '' },
    { 'a.s': ['p/sub/y.h'], 'x.h': ['p/sub/y.h'] },
  ],
  [
    'counted from the header',
    { 'p/a.c': '#include "../inc/x.h"\n', 'inc/x.h': '# include "y.h"\n', 'inc/y.h': '' },
    { 'a.c': ['inc/x.h', 'inc/y.h'] },
  ],
  [
    'a file beside it that Go does not know',
    { 'p/a.c': '#include "table.inc"\n', 'p/table.inc': '' },
    { 'a.c': ['p/table.inc'] },
  ],
  ['a preamble of cgo', { 'p/a.go': CGO('#include "../inc/x.h"'), 'inc/x.h': '' }, { 'a.go': ['inc/x.h'] }],
  [
    'a block comment',
    { 'p/a.go': 'package p\n\n/*\n#include "../inc/x.h"\n*/\nimport "C"\n', 'inc/x.h': '' },
    { 'a.go': ['inc/x.h'] },
  ],
  ['Go without cgo', { 'p/a.go': 'package p\n\n// #include "../inc/x.h"\n', 'inc/x.h': '' }, {}],
  [
    '-I of a #cgo line',
    { 'p/a.go': CGO('#cgo linux CFLAGS: -DX -I${SRCDIR}/../inc', '#include <x.h>'), 'inc/x.h': '' },
    { 'a.go': ['inc/x.h'] },
  ],
  [
    'for another file',
    { 'p/a.go': CGO('#cgo CPPFLAGS: -I ../inc'), 'p/b.c': '#include "x.h"\n', 'inc/x.h': '' },
    { 'b.c': ['inc/x.h'] },
  ],
  [
    '-include',
    { 'p/a.go': CGO('#cgo CFLAGS: -include ../inc/x.h'), 'inc/x.h': '#include "y.h"\n', 'inc/y.h': '' },
    { 'a.go': ['inc/x.h', 'inc/y.h'] },
  ],
  [
    'a library',
    { 'p/a.go': CGO('#cgo LDFLAGS: -L${SRCDIR}/../lib -lone'), 'lib/libone.a': '#include "no"', 'lib/libtwo.a': '' },
    { 'a.go': ['lib/libone.a'] },
  ],
  [
    'a library by its path',
    { 'p/a.go': CGO('#cgo LDFLAGS: ${SRCDIR}/libone.a'), 'p/libone.a': '' },
    { 'a.go': ['p/libone.a'] },
  ],
  ['data of the assembler', { 'p/a.S': '.incbin "../data/x.bin"\n', 'data/x.bin': '' }, { 'a.S': ['data/x.bin'] }],
  [
    'inline assembly',
    { 'p/a.c': '__asm__(".incbin \\"../data/x.bin\\"");\n', 'data/x.bin': '' },
    { 'a.c': ['data/x.bin'] },
  ],
  [
    '#embed of C',
    { 'p/a.c': 'char x[] = {\n#embed "../data/x.bin"\n};\n', 'data/x.bin': '' },
    { 'a.c': ['data/x.bin'] },
  ],
  [
    'a macro: whatever is there',
    {
      'p/a.go': CGO('#cgo CFLAGS: -I../inc'),
      'p/b.c': '#include CONFIG_FILE\n',
      'inc/x.h': '#include "deep/y.h"\n',
      'inc/deep/y.h': '',
    },
    { 'b.c': ['inc/deep/y.h', 'inc/x.h'] },
  ],
  [
    'a circle',
    { 'p/a.c': '#include "../inc/x.h"\n', 'inc/x.h': '#include "y.h"\n', 'inc/y.h': '#include "x.h"\n' },
    { 'a.c': ['inc/x.h', 'inc/y.h'] },
  ],
  ['nothing outside of the workspace', { 'p/a.c': '#include "../../x.h"\n#include "/etc/hostname"\n' }, {}],
  ['the top of the workspace', { 'p/a.c': '#include "../x.h"\n', 'x.h': '' }, { 'a.c': ['x.h'] }],
])('%s', (_title, files, expected) => {
  write(files);
  expect(Object.fromEntries(new IncludedFiles(root, {}).of('p'))).toEqual(expected);
});

test('variables of cgo, with absolute folders and others', () => {
  write({ 'p/a.c': '#include <x.h>\n#include <y.h>\n', 'inc/x.h': '', 'p/own/y.h': '' });
  const env = { CGO_CFLAGS: `-O2 -I${join(root, 'inc')}`, CGO_CXXFLAGS: '-Iown' };
  expect([...new IncludedFiles(root, env).of('p').values()]).toEqual([['inc/x.h', 'p/own/y.h']]);
});

test('a package at the top, and a pipe where a header should be', () => {
  write({ 'a.c': '#include "pipe.inc"\n#include "sub/x.h"\n', 'sub/x.h': '' });
  execFileSync('mkfifo', [join(root, 'pipe.inc'), join(root, 'b.c')]);
  expect(Object.fromEntries(new IncludedFiles(root, {}).of('.'))).toEqual({ 'a.c': ['sub/x.h'] });
});

test('flags with a value beside them or behind them', () => {
  expect(readFlags(['-Ia', '-I', 'b', '-isystem', 'c', '-iquote=d', '-Ll', '-lm', '-Wall', 'x.o'])).toEqual({
    folders: ['a', 'b', 'c', 'd'],
    files: ['x.o', 'l/libm.a', 'l/libm.so'],
  });
});

test('what is no directive', () => {
  const text = 'x := "#include \\"no.h\\""\n#define include "no.h"\n#includes "no.h"\n';
  expect(readDirectives(text)).toEqual({ names: [], hasMacro: false, folders: [], files: [] });
});
