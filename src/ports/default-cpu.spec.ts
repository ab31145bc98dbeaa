import { defaultCpu } from './default-cpu';
import { GOARCHS } from './goarch-table';

test.each([
  ['riscv64', 7, undefined, undefined],
  ['riscv64', 9, undefined, undefined],
  ['riscv64', 10, undefined, 'rva22u64'],
  ['riscv64', 11, 'rva22u64', 'rva22u64'],
  ['riscv64', 11, 'rva23u64', undefined],
  ['riscv64', undefined, undefined, undefined],
  ['mips64le', 7, undefined, 'Loongson-3A4000'],
  ['mips64le', 11, 'softfloat', 'Loongson-3A4000'],
  ['mips64le', undefined, undefined, 'Loongson-3A4000'],
])('%s on QEMU %s, level %s, gets %s', (goarch, major, level, cpu) => {
  expect(defaultCpu(goarch, major, level)?.cpu).toBe(cpu);
});

test('each choice has a reason, every other GOARCH is left to QEMU', () => {
  const chosen = GOARCHS.filter((goarch) => defaultCpu(goarch, 11));
  expect(chosen).toEqual(['mips64le', 'riscv64']);
  expect(chosen.map((goarch) => defaultCpu(goarch, 11)?.why)).toEqual([
    expect.stringContaining('SIGBUS'),
    expect.stringContaining('slower'),
  ]);
});
