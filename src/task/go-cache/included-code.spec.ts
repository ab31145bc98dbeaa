import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseGoflags } from '../../golang';
import { CARRIER, readIncluding } from '../../task-key';
import { libraryDigest, withIncludedCode } from './included-code';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(realpathSync(tmpdir()), 'included-code-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
}

const TEST = `package p

import "testing"

// ${randomUUID()}
func TestValue(t *testing.T) {
	if Value() != 3 {
		t.Fatal(Value())
	}
}
`;
const ASSEMBLY = {
  'p/p.go': 'package p\n\nfunc Value() int64\n',
  'p/p_amd64.s': '#include "../inc/x.h"\n\nTEXT ·Value(SB), 4, $0-8\n\tMOVQ $VALUE, ret+0(FP)\n\tRET\n',
  'p/p_arm64.s': '#include "../inc/x.h"\n\nTEXT ·Value(SB), 4, $0-8\n\tMOVD $VALUE, R0\n\tMOVD R0, ret+0(FP)\n\tRET\n',
};
const CGO = {
  'p/p.go':
    'package p\n\n// #include "../inc/x.h"\n// int value(void);\nimport "C"\n\nfunc Value() int { return int(C.value()) }\n',
  'p/p.c': '#include "../inc/x.h"\n#include "p.inc"\n\nint value(void) { return VALUE + NOTHING; }\n',
  'p/p.inc': '#define NOTHING 0\n',
};
const hasCompiler = spawnSync('cc', ['--version']).status === 0;

function flags(goFlags: readonly string[] = [], goflags = '', isEmbedded = false): readonly string[] {
  const options = { root, dir: root, env: {}, including: { dirs: ['p'], isEmbedded } };
  return withIncludedCode(goFlags, parseGoflags(goflags), options, join(root, 'scratch'));
}

function goTest(...more: string[]): string {
  const env = { ...process.env, GOFLAGS: '', GOWORK: 'off', CGO_ENABLED: hasCompiler ? '1' : '0' };
  const { stdout, stderr } = spawnSync('go', ['test', ...more, './p'], { cwd: root, env, encoding: 'utf8' });
  const [word] = /\(cached\)/.exec(stdout) ?? /^(ok|FAIL)/m.exec(stdout) ?? [stderr];
  return word;
}

const KINDS: readonly [string, Record<string, string>][] = [
  ['assembly', ASSEMBLY],
  ...(hasCompiler ? [['cgo', CGO] as const] : []),
] as never;
if (!hasCompiler) console.warn('no C compiler: headers of cgo are not tried');

test.each(KINDS)('%s: Go runs again what a header of another folder changed, and nothing else', (_title, files) => {
  write({ 'go.mod': 'module m\n\ngo 1.23\n', 'p/p_test.go': TEST, 'inc/x.h': '#define VALUE 3\n', ...files });
  expect([goTest(), goTest(...flags()), goTest(...flags())]).toEqual(['ok', expect.any(String), '(cached)']);
  write({ 'inc/x.h': '#define VALUE 4\n' });
  // What is mended here.
  expect(goTest()).toBe('(cached)');
  expect(goTest(...flags())).toBe('FAIL');
  write({ 'inc/x.h': '#define VALUE 3\n', 'inc/y.h': '#define VALUE 5\n' });
  expect(goTest(...flags())).toBe('(cached)');
  write({ 'inc/x.h': '#define VALUE 4\n' });
  expect(goTest('-cover', ...flags())).toBe('FAIL');
});

test('an overlay of the user’s own goes on to count, wherever it is named', () => {
  write({ 'go.mod': 'module m\n\ngo 1.23\n', 'p/p_test.go': TEST, 'inc/x.h': '#define VALUE 4\n', ...ASSEMBLY });
  write({
    'own.json': '{ "Replace": { "p/p_test.go": "other_test.go" } }',
    'other_test.go': TEST.replace('!= 3', '!= 4'),
  });
  const ways = [
    flags(['-v', '-overlay=own.json']),
    flags(['-v'], '-overlay=own.json'),
    flags(['-overlay', '-v'], '-overlay=own.json'),
  ];
  for (const way of ways.slice(0, 2)) {
    expect(way.filter((flag) => flag.startsWith('-overlay'))).toHaveLength(1);
    expect(goTest(...way)).toMatch(/ok|cached/);
  }
});

test.each<[string, () => readonly string[], readonly string[]]>([
  ['what cannot be read: Go says so', () => flags(['-overlay=none.json']), ['-overlay=none.json']],
  ['an embedded folder', () => flags(['-v'], '', true), ['-a', '-v']],
])('%s', (_title, given, expected) => {
  expect(given()).toEqual(expected);
});

test('a package that needs nothing from elsewhere any more has a header all the same', () => {
  write({ 'p/p.go': 'package p\n' });
  const [overlay] = flags();
  const { Replace } = JSON.parse(readFileSync(overlay!.replace('-overlay=', ''), 'utf8'));
  expect(Object.keys(Replace)).toEqual([join(root, 'p', CARRIER)]);
});

test('libraries are in the digest, headers are not', () => {
  const of = () => libraryDigest({ root, env: {}, including: { dirs: ['p'], isEmbedded: false } });
  write({
    'p/p.go': 'package p\n\n// #cgo LDFLAGS: -L../lib -lone\n// #include "../inc/x.h"\nimport "C"\n',
    'inc/x.h': '',
  });
  expect(of()).toBe('');
  write({ 'lib/libone.a': 'one' });
  const before = of();
  write({ 'inc/x.h': '#define X\n' });
  expect(of()).toBe(before);
  write({ 'lib/libone.a': 'two' });
  expect(of()).not.toBe(before);
});

test('without the variable there is nothing', () => {
  expect(readIncluding(undefined)).toEqual({ dirs: [], isEmbedded: false });
  const options = { root, dir: root, env: {}, including: readIncluding(undefined) };
  expect(withIncludedCode(['-v'], [], options, join(root, 'scratch'))).toEqual(['-v']);
});
