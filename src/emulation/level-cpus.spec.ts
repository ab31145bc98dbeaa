import { GOARCHS } from '../ports/goarch-table';
import { levelCpu, levelCpus, levelGap } from './level-cpus';
import { levels } from '../ports/level-table';

test.each([
  ['arm', '5', 7, 'arm926'],
  ['arm', '5,hardfloat', 7, 'arm926'],
  ['arm', '6', 7, 'arm1176'],
  ['arm', '7,softfloat', 7, 'cortex-a7'],
  ['arm64', 'v8.0', 7, 'cortex-a53'],
  ['arm64', 'v8.0,crypto', 7, 'cortex-a53'],
  ['arm64', 'v8.0,lse', 7, 'neoverse-n1'],
  ['arm64', 'v8.1', 7, 'neoverse-n1'],
  ['arm64', 'v9.0', 7, 'max'],
  ['amd64', 'v1', 7, 'qemu64'],
  ['amd64', 'v2', 7, 'Nehalem'],
  ['amd64', 'v3', 7, 'Haswell,check=off'],
  ['386', 'softfloat', 7, 'pentium'],
  ['mipsle', 'softfloat', 7, '24Kc'],
  ['ppc64', 'power9', 7, 'power9'],
  ['riscv64', 'rva20u64', 11, 'sifive-u54'],
  ['riscv64', 'rva22u64', 7, 'rv64'],
  ['riscv64', 'rva22u64', undefined, 'rv64'],
  ['riscv64', 'rva22u64', 10, 'rva22u64'],
  ['riscv64', 'rva23u64', 10, 'rva23u64'],
])('%s/%s on QEMU %s: %s', (goarch, level, major, cpu) => {
  expect(levelCpu(goarch, level, major)).toBe(cpu);
  expect(levelGap(goarch, level, major)).toBeUndefined();
});

test.each([
  ['amd64', 'v4', 11, /AVX-512/],
  ['riscv64', 'rva23u64', 9, /QEMU older than 10/],
])('%s/%s on QEMU %s: none, and why', (goarch, level, major, why) => {
  expect(levelCpu(goarch, level, major)).toBeUndefined();
  expect(levelGap(goarch, level, major)).toMatch(why);
});

test('every other level of every GOARCH has one; mips64le and wasm are special', () => {
  const without = GOARCHS.flatMap((goarch) =>
    levels(goarch).flatMap((level) => (levelCpu(goarch, level, 11) === undefined ? [`${goarch}/${level}`] : [])),
  );
  expect(without.filter((one) => !one.startsWith('wasm/'))).toEqual([
    'amd64/v4',
    'mips64le/hardfloat',
    'mips64le/softfloat',
  ]);
});

test('the text for the key names each choice', () => {
  expect(levelCpus('arm', 7)).toBe('7=cortex-a7 6=arm1176 5=arm926');
  expect(levelCpus('riscv64', 7)).not.toBe(levelCpus('riscv64', 10));
  expect(levelCpus('s390x', 7)).toBe('');
});
