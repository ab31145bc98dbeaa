import { levelCpu } from './level-cpus';

interface DefaultCpu {
  readonly cpu: string;
  readonly why: string;
}

interface Row extends DefaultCpu {
  readonly goarch: string;
  /** The first QEMU that needs it. */
  readonly sinceMajor: number;
}

/** For ports without a level, and for those that no CPU model is known to be the oldest for. */
const ROWS: readonly Row[] = [
  {
    goarch: 'riscv64',
    sinceMajor: 10,
    cpu: 'rva22u64',
    why: "the default CPU of QEMU 10 and newer, 'max', runs Go code four times slower",
  },
  {
    goarch: 'mips64le',
    sinceMajor: 0,
    cpu: 'Loongson-3A4000',
    why: "QEMU's default CPU raises SIGBUS on unaligned loads, which the common hardware allows",
  },
];

/**
 * The CPU model to emulate unless the user asks for one: for a level the oldest that must run it. Undefined leaves it
 * to QEMU. An unknown version counts as old.
 */
export function defaultCpu(goarch: string, qemuMajor: number | undefined, level?: string): DefaultCpu | undefined {
  const floor = level === undefined ? undefined : levelCpu(goarch, level, qemuMajor);
  if (floor !== undefined) return { cpu: floor, why: `the oldest CPU model of QEMU that has level ${level}` };
  const row = ROWS.find((candidate) => candidate.goarch === goarch && (qemuMajor ?? 0) >= candidate.sinceMajor);
  return row && { cpu: row.cpu, why: row.why };
}
