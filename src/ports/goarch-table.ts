/** What other vocabularies call a GOARCH, and how its ELF files begin. A name is missing where there is none. */
export interface GoarchFacts {
  readonly endianness: 'little' | 'big';
  readonly pointerBits: 32 | 64;
  /** e_machine in <elf.h>. The ELF class follows from pointerBits, the ELF data encoding from endianness. */
  readonly elfMachine?: number;
  /** The X of qemu-X. */
  readonly qemuName?: string;
  /** Docker's word, where Docker images and docker/setup-qemu-action know the architecture. */
  readonly dockerArch?: string;
  readonly debianArch?: string;
  readonly gnuTriplet?: string;
}

type Row = [
  goarch: string,
  endianness: GoarchFacts['endianness'],
  pointerBits: GoarchFacts['pointerBits'],
  elfMachine?: number,
  qemuName?: string,
  dockerArch?: string,
  debianArch?: string,
  gnuTriplet?: string,
];

const ROWS: readonly Row[] = [
  ['386', 'little', 32, 3, 'i386', '386', 'i386', 'i686-linux-gnu'],
  ['amd64', 'little', 64, 62, 'x86_64', 'amd64', 'amd64', 'x86_64-linux-gnu'],
  ['arm', 'little', 32, 40, 'arm', 'arm', 'armhf', 'arm-linux-gnueabihf'],
  ['arm64', 'little', 64, 183, 'aarch64', 'arm64', 'arm64', 'aarch64-linux-gnu'],
  ['loong64', 'little', 64, 258, 'loongarch64', 'loong64', 'loong64', 'loongarch64-linux-gnu'],
  ['mips', 'big', 32, 8, 'mips', undefined, 'mips', 'mips-linux-gnu'],
  ['mips64', 'big', 64, 8, 'mips64', 'mips64', 'mips64', 'mips64-linux-gnuabi64'],
  ['mips64le', 'little', 64, 8, 'mips64el', 'mips64le', 'mips64el', 'mips64el-linux-gnuabi64'],
  ['mipsle', 'little', 32, 8, 'mipsel', undefined, 'mipsel', 'mipsel-linux-gnu'],
  ['ppc64', 'big', 64, 21, 'ppc64', undefined, 'ppc64', 'powerpc64-linux-gnu'],
  ['ppc64le', 'little', 64, 21, 'ppc64le', 'ppc64le', 'ppc64el', 'powerpc64le-linux-gnu'],
  ['riscv64', 'little', 64, 243, 'riscv64', 'riscv64', 'riscv64', 'riscv64-linux-gnu'],
  ['s390x', 'big', 64, 22, 's390x', 's390x', 's390x', 's390x-linux-gnu'],
  ['wasm', 'little', 64],
];

const FACTS: ReadonlyMap<string, GoarchFacts> = new Map(
  ROWS.map(([goarch, endianness, pointerBits, elfMachine, emulator, dockerArch, debianArch, gnuTriplet]) => [
    goarch,
    { endianness, pointerBits, elfMachine, qemuName: emulator, dockerArch, debianArch, gnuTriplet },
  ]),
);

export const GOARCHS: readonly string[] = [...FACTS.keys()];

/** The GOARCHs that a qemu-user binary exists for. */
export const EMULATED_GOARCHS: readonly string[] = GOARCHS.filter((goarch) => qemuName(goarch) !== undefined);

export function goarchFacts(goarch: string): GoarchFacts | undefined {
  return FACTS.get(goarch);
}

/** The X of the emulator's name qemu-X. */
export function qemuName(goarch: string): string | undefined {
  return FACTS.get(goarch)?.qemuName;
}
