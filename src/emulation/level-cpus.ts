import { levelTable } from '../ports';

type Row = readonly [goarchs: string, level: string, cpu: string, sinceMajor?: number];

/**
 * The oldest CPU model of QEMU that has a level: tests that pass there need nothing newer. Each was seen to run its
 * level and, where there is a next one, to refuse that, on QEMU 7.2 or 11. Newest QEMU first where it matters.
 */
const ROWS: readonly Row[] = [
  ['386', 'sse2', 'qemu32'],
  ['386', 'softfloat', 'pentium'],
  ['amd64', 'v1', 'qemu64'],
  ['amd64', 'v2', 'Nehalem'],
  // QEMU warns about each of Haswell's features that it lacks, on the standard error of the test.
  ['amd64', 'v3', 'Haswell,check=off'],
  ['arm', '5', 'arm926'],
  ['arm', '6', 'arm1176'],
  ['arm', '7', 'cortex-a7'],
  ['arm64', 'v8.0', 'cortex-a53'],
  ['arm64', 'v8.0,lse', 'neoverse-n1'],
  ['arm64', 'v8.0,lse,crypto', 'neoverse-n1'],
  ['arm64', 'v8.1', 'neoverse-n1'],
  ['arm64', 'v8.2', 'neoverse-n1'],
  ['mips mipsle', 'hardfloat', '24Kf'],
  ['mips mipsle', 'softfloat', '24Kc'],
  ['mips64', 'hardfloat', '5KEf'],
  ['mips64', 'softfloat', '5KEc'],
  ['ppc64 ppc64le', 'power8', 'power8'],
  ['ppc64 ppc64le', 'power9', 'power9'],
  ['ppc64 ppc64le', 'power10', 'power10'],
  ['riscv64', 'rva20u64', 'sifive-u54'],
  ['riscv64', 'rva22u64', 'rva22u64', 10],
  ['riscv64', 'rva22u64', 'rv64'],
  ['riscv64', 'rva23u64', 'rva23u64', 10],
];

/** Levels above the last row: 'max' is whatever QEMU can do. */
const MAX_ABOVE = new Set(['arm64']);

/** Why no model has a level. */
const GAPS: Readonly<Record<string, string>> = {
  'amd64/v4': 'QEMU does not emulate AVX-512, which level v4 of amd64 needs',
  'riscv64/rva23u64': 'QEMU older than 10 has no CPU model with level rva23u64 of riscv64',
};

/** The CPU model for a level; undefined where the choice is QEMU's, or where there is none. An unknown version counts as old. */
export function levelCpu(goarch: string, level: string, qemuMajor: number | undefined): string | undefined {
  const rows = ROWS.filter(
    ([goarchs, , , since = 0]) => goarchs.split(' ').includes(goarch) && (qemuMajor ?? 0) >= since,
  );
  const row = rows.find((one) => one[1] === level) ?? rows.find((one) => one[1] === level.split(',')[0]);
  return row?.[2] ?? (MAX_ABOVE.has(goarch) ? 'max' : undefined);
}

/** Why no CPU model of this QEMU has a level; undefined when one has. */
export function levelGap(goarch: string, level: string, qemuMajor: number | undefined): string | undefined {
  return levelCpu(goarch, level, qemuMajor) === undefined ? GAPS[`${goarch}/${level}`] : undefined;
}

/** All choices for a GOARCH and a QEMU, as a text that changes when one of them does. */
export function levelCpus(goarch: string, qemuMajor: number | undefined): string {
  const bases = levelTable(goarch)?.bases ?? [];
  return bases.map((level) => `${level}=${levelCpu(goarch, level, qemuMajor) ?? ''}`).join(' ');
}
