import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EMULATED_GOARCHS, goarchFacts, GOARCHS, qemuName } from './goarch-table';
import { goarchsOf, PORTS } from './port-table';

test('there is one row per GOARCH of the ports', () => {
  expect([...GOARCHS].sort()).toEqual([...new Set(PORTS.map(({ goarch }) => goarch))].sort());
});

test('qemu-user runs every GOARCH of linux and no other', () => {
  expect([...EMULATED_GOARCHS].sort()).toEqual(goarchsOf('linux').sort());
});

test.each(goarchsOf('linux'))('%s has the facts that binfmt_misc and cgo need', (goarch) => {
  const { elfMachine, debianArch, gnuTriplet } = goarchFacts(goarch)!;
  expect([typeof elfMachine, typeof debianArch, typeof gnuTriplet]).toEqual(['number', 'string', 'string']);
});

test('byte order and pointer size are those of the Go compiler', () => {
  const goroot = execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim();
  const source = readFileSync(join(goroot, 'src/cmd/internal/sys/arch.go'), 'utf8');
  const rows = [...source.matchAll(/Name:\s+"(\w+)"[^}]*?binary\.(Little|Big)Endian[^}]*?PtrSize:\s+(\d)/g)];
  expect(rows.map(([, goarch]) => goarch)).toEqual(expect.arrayContaining([...GOARCHS]));
  for (const [, goarch, order, bytes] of rows.filter(([, name]) => GOARCHS.includes(name!))) {
    const { endianness, pointerBits } = goarchFacts(goarch!)!;
    expect({ goarch, endianness, pointerBits }).toEqual({
      goarch,
      endianness: order!.toLowerCase(),
      pointerBits: Number(bytes) * 8,
    });
  }
});

test.each([
  ['arm64', 'aarch64'],
  ['loong64', 'loongarch64'],
  ['mipsle', 'mipsel'],
  ['mips64le', 'mips64el'],
  ['386', 'i386'],
  ['amd64', 'x86_64'],
  ['wasm', undefined],
  ['constructor', undefined],
])('%s is emulated by qemu-%s', (goarch, name) => {
  expect(qemuName(goarch)).toBe(name);
});
