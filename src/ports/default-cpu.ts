interface DefaultCpu {
  readonly cpu: string;
  readonly why: string;
}

interface Row extends DefaultCpu {
  readonly goarch: string;
  /** The first QEMU that needs it. */
  readonly sinceMajor: number;
  /** Levels that the CPU does not have: they get the emulator's own default. */
  readonly exceptLevels: readonly string[];
}

const ROWS: readonly Row[] = [
  {
    goarch: 'riscv64',
    sinceMajor: 10,
    exceptLevels: ['rva23u64'],
    cpu: 'rva22u64',
    why: "the default CPU of QEMU 10 and newer, 'max', runs Go code four times slower",
  },
  {
    goarch: 'mips64le',
    sinceMajor: 0,
    exceptLevels: [],
    cpu: 'Loongson-3A4000',
    why: "QEMU's default CPU raises SIGBUS on unaligned loads, which the common hardware allows",
  },
];

/** The CPU model to emulate unless the user asks for one; undefined leaves it to QEMU. An unknown version counts as old. */
export function defaultCpu(goarch: string, qemuMajor: number | undefined, level?: string): DefaultCpu | undefined {
  const row = ROWS.find((candidate) => candidate.goarch === goarch);
  if (row === undefined || (qemuMajor ?? 0) < row.sinceMajor) return undefined;
  if (level !== undefined && row.exceptLevels.includes(level)) return undefined;
  return { cpu: row.cpu, why: row.why };
}
