import { defaultCpu } from './default-cpu';
import { GOARCHS } from '../ports/goarch-table';

test.each([
  ['riscv64', 7, undefined, undefined],
  ['riscv64', 9, undefined, undefined],
  ['riscv64', 10, undefined, 'rva22u64'],
  ['riscv64', undefined, undefined, undefined],
  ['mips64le', 7, undefined, 'Loongson-3A4000'],
  ['mips64le', 11, 'softfloat', 'Loongson-3A4000'],
  ['mips64le', undefined, undefined, 'Loongson-3A4000'],
  ['arm', 7, undefined, undefined],
  ['arm', 7, '6', 'arm1176'],
])('%s on QEMU %s, level %s, gets %s', (goarch, major, level, cpu) => {
  expect(defaultCpu(goarch, major, level)?.cpu).toBe(cpu);
});

test('without a level each choice has a reason, every other GOARCH is left to QEMU', () => {
  const chosen = GOARCHS.filter((goarch) => defaultCpu(goarch, 11));
  expect(chosen).toEqual(['mips64le', 'riscv64']);
  expect(chosen.map((goarch) => defaultCpu(goarch, 11)?.why)).toEqual([
    expect.stringContaining('SIGBUS'),
    expect.stringContaining('slower'),
  ]);
});

test('with a level, the level is the reason', () => {
  expect(defaultCpu('arm64', 7, 'v8.1')?.why).toBe('the oldest CPU model of QEMU that has level v8.1');
});
