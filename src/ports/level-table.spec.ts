import { spawnSync, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GOARCHS } from './goarch-table';
import { findLevel, levels, levelTable, levelVariable, LEVEL_VARIABLES } from './level-table';
import { goosesOf } from './port-table';

/**
 * `go env` and `go list` let wrong values pass. The compiler writes the level that it understood into the header of an
 * object file, so compiling nothing tells whether a value means what it says.
 */
describe('the compiler of Go 1.26', () => {
  let dir: string;
  let compiler: string;

  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'nx-go-cross-levels-'));
    writeFileSync(join(dir, 'p.go'), 'package p\n');
    compiler = execFileSync('go', ['tool', '-n', 'compile'], { encoding: 'utf8' }).trim();
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  /** The level in force, '' for a GOARCH whose levels leave no trace, undefined when the value is refused. */
  function understood(goarch: string, level: string): string | undefined {
    const variable = levelVariable(goarch)!;
    const env = { ...process.env, GOOS: goosesOf(goarch).at(-1), GOARCH: goarch, [variable]: level };
    const object = join(dir, 'p.o');
    const { status } = spawnSync(compiler, ['-p', 'p', '-o', object, 'p.go'], { cwd: dir, env });
    if (status !== 0) return undefined;
    const header = readFileSync(object, 'latin1');
    return new RegExp(`^go object .* ${variable}=(\\S+) `, 'm').exec(header)?.[1] ?? '';
  }

  const withLevels = GOARCHS.filter((goarch) => levelVariable(goarch) !== undefined);

  test.each(withLevels)('takes every level of %s for what it says', (goarch) => {
    for (const level of levels(goarch)) {
      const parts = understood(goarch, level)?.split(',');
      expect(parts).toEqual(goarch === 'wasm' ? [''] : expect.arrayContaining(level.split(',')));
    }
  });

  test.each(withLevels.filter((goarch) => goarch !== 'wasm'))(
    'takes the first level of %s for the default',
    (goarch) => {
      expect(understood(goarch, '')).toBe(understood(goarch, levels(goarch)[0]!));
    },
  );

  test.each([
    ['386', '387', undefined],
    ['arm64', 'v8', undefined],
    ['arm64', 'v8.10', undefined],
    ['arm64', 'v9.6', undefined],
    ['arm64', 'lse,v8.0', undefined],
    ['mips', 'v1', undefined],
    ['mips64le', 'hard', undefined],
    ['ppc64le', 'power11', undefined],
    ['riscv64', 'rva21u64', undefined],
    ['wasm', 'simd', undefined],
    // A defect of Go 1.26: wrong values of the variables that are read before GOARM64 silently mean the default.
    ['amd64', 'v9', 'v1'],
    ['arm', '8', '7,hardfloat'],
  ])('%s has no level %s', (goarch, level, inForce) => {
    expect(understood(goarch, level)).toBe(inForce);
    expect(findLevel(goarch, level)).toBeUndefined();
  });
});

test('every variable belongs to a GOARCH', () => {
  expect(new Set(GOARCHS.map(levelVariable).filter((variable) => variable !== undefined))).toEqual(
    new Set(LEVEL_VARIABLES),
  );
});

test.each([
  ['s390x', undefined],
  ['loong64', undefined],
  ['constructor', undefined],
  ['mips64le', 'GOMIPS64'],
  ['ppc64', 'GOPPC64'],
])('the level of %s is set by %s', (goarch, variable) => {
  expect(levelVariable(goarch)).toBe(variable);
  expect(levelTable(goarch)?.variable).toBe(variable);
});

test.each([
  ['arm64', 'v8.0,crypto,lse', 'v8.0,lse,crypto'],
  ['arm64', 'v8.0,lse,lse', undefined],
  ['arm64', '', undefined],
  ['arm', '6,softfloat', '6,softfloat'],
  ['arm', '6,softfloat,hardfloat', undefined],
  ['amd64', 'V3', undefined],
  ['amd64', '3', undefined],
  ['s390x', 'z14', undefined],
])('findLevel(%s, %s) is %s', (goarch, text, level) => {
  expect(findLevel(goarch, text)).toBe(level);
});
