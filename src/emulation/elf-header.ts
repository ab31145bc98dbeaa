import { goarchFacts, type GoarchFacts } from '../ports';

/** Offsets in the part of the header that 32-bit and 64-bit files share. */
const ELF = {
  class: 4,
  data: 5,
  identVersion: 6,
  osAbi: 7,
  abiVersion: 8,
  type: 16,
  machine: 18,
  version: 20,
} as const;
const ET_EXEC = 2;
/** Up to and including e_machine. */
const MAGIC_BYTES = 20;
/** As long as the longest magic in use: QEMU's own reaches to e_flags for mips. */
const HEADER_BYTES = 64;

/** The beginning of an executable of the GOARCH. */
export function elfHeader(goarch: string): Buffer | undefined {
  const facts = goarchFacts(goarch);
  if (facts?.elfMachine === undefined) return undefined;
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('\x7fELF', 'latin1');
  header[ELF.class] = facts.pointerBits / 32;
  header[ELF.data] = facts.endianness === 'little' ? 1 : 2;
  header[ELF.identVersion] = 1;
  writeUInt16(header, ET_EXEC, ELF.type, facts);
  writeUInt16(header, facts.elfMachine, ELF.machine, facts);
  header.writeUInt8(1, facts.endianness === 'little' ? ELF.version : ELF.version + 3);
  return header;
}

/** What binfmt_misc compares, and which bits of it. */
export function elfMagic(goarch: string): { magic: Buffer; mask: Buffer } | undefined {
  const facts = goarchFacts(goarch);
  const header = elfHeader(goarch);
  if (facts === undefined || header === undefined) return undefined;
  const mask = Buffer.alloc(MAGIC_BYTES, 0xff);
  mask[ELF.osAbi] = 0;
  // Linkers number variants of the mips ABI here.
  if (goarch.startsWith('mips')) mask[ELF.abiVersion] = 0;
  // e_type 2 or 3: position-independent executables are shared objects.
  writeUInt16(mask, 0xfffe, ELF.type, facts);
  return { magic: header.subarray(0, MAGIC_BYTES), mask };
}

function writeUInt16(buffer: Buffer, value: number, offset: number, { endianness }: GoarchFacts): void {
  if (endianness === 'little') buffer.writeUInt16LE(value, offset);
  else buffer.writeUInt16BE(value, offset);
}
