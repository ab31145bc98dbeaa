import { elfHeader } from './elf-header';
import { goarchFacts, type GoarchFacts } from '../ports';

/** What the program writes. */
export const ELF_PROGRAM_OUTPUT = 'ran';

/** Where the file is mapped to, as a whole: every kernel and every QEMU has that address free. */
const BASE = 0x400000;
const OUTPUT_OFFSET = 0x78;
const CODE_OFFSET = 0x80;
const PT_LOAD = 1;
const READ_WRITE_EXECUTE = 7;
const PAGE = 0x10000;

/**
 * `write(1, OUTPUT, 3); read(0, OUTPUT, 1); exit_group(0)` in machine code, as Go's assembler has it, and e_flags as Go's
 * linker sets them. One is different: with 2, an entry point on ppc64 is code and no function descriptor.
 */
const CODE: Readonly<Record<string, readonly [flags: number, code: string]>> = {
  '386': [0, 'b804000000bb01000000b978004000ba03000000cd80b80300000031dbba01000000cd80b8fc00000031dbcd80'],
  amd64: [0, 'b801000000bf01000000be78004000ba030000000f0531c031ffba010000000f05b8e700000031ff0f05'],
  arm: [
    0x5000002,
    '0100a0e30115a0e3781081e20320a0e30470a0e3000000ef0000a0e30120a0e30370a0e3000000ef0000a0e3f870a0e3000000ef',
  ],
  arm64: [
    0,
    'e00340b2e1036ab221e00191e20740b2e8037ab2010000d4e0031faae20340b2e81740b2010000d4e0031faac80b80d2010000d4',
  ],
  loong64: [
    0x43,
    '0404800305800014a5e08103060c80030b00810300002b0004001500060480030bfc800300002b00040015000b78810300002b00',
  ],
  mips: [
    0x50001004,
    '240400013c05004034a500782406000324020fa40000000c000020253c05004034a500782406000124020fa30000000c00002025240210960000000c',
  ],
  mips64: [
    0x20000004,
    '640400013c05004034a5007864060003640213890000000c000020253c05004034a5007864060001640213880000000c00002025640214550000000c',
  ],
  mips64le: [
    0x20000004,
    '010004644000053c7800a53403000664891302640c000000252000004000053c7800a53401000664881302640c00000025200000551402640c000000',
  ],
  mipsle: [
    0x50001004,
    '010004244000053c7800a53403000624a40f02240c000000252000004000053c7800a53401000624a30f02240c00000025200000961002240c000000',
  ],
  ppc64: [
    2,
    '386000013c8000406084007838a000033800000444000002386000003c8000406084007838a00001380000034400000238600000380000ea44000002',
  ],
  ppc64le: [
    2,
    '010060384000803c780084600300a0380400003802000044000060384000803c780084600100a038030000380200004400006038ea00003802000044',
  ],
  riscv64: [4, '0545b7054000938585070d469308000473000000014505469308f0037300000001459308e00573000000'],
  s390x: [1, 'a7290001a53e0040a53b0078a7490003a71900040a00a7290000a7490001a71900030a00a7290000a71900f80a00'],
};

/**
 * An executable of a GOARCH for Linux that says it ran, waits until its input has ended, and ends well. Some 200 bytes,
 * so that nothing has to be compiled to see what executes binaries of a port.
 */
export function elfProgram(goarch: string): Buffer | undefined {
  const [facts, header, row] = [goarchFacts(goarch), elfHeader(goarch), CODE[goarch]];
  if (facts === undefined || header === undefined || row === undefined) return undefined;
  const [flags, code] = row;
  const bytes = Buffer.from(code, 'hex');
  const program = Buffer.alloc(CODE_OFFSET + bytes.length);
  header.copy(program, 0, 0, 24);
  writeHeaders(program, flags, facts);
  program.write(ELF_PROGRAM_OUTPUT, OUTPUT_OFFSET, 'latin1');
  bytes.copy(program, CODE_OFFSET);
  return program;
}

/** Elf32_Ehdr or Elf64_Ehdr from e_entry on, and one Elf32_Phdr or Elf64_Phdr behind it. */
function writeHeaders(program: Buffer, flags: number, { pointerBits, endianness }: GoarchFacts): void {
  const word = pointerBits / 8;
  const [headerSize, programHeaderSize] = word === 8 ? [64, 56] : [52, 32];
  let at = 24;
  const put = (size: number, ...values: readonly number[]) => {
    for (const value of values) {
      // No value needs more than 32 bits.
      if (endianness === 'little') program.writeUIntLE(value, at, Math.min(size, 4));
      else program.writeUIntBE(value, at + size - Math.min(size, 4), Math.min(size, 4));
      at += size;
    }
  };
  put(word, BASE + CODE_OFFSET, headerSize, 0);
  put(4, flags);
  put(2, headerSize, programHeaderSize, 1, 0, 0, 0);
  put(4, PT_LOAD, ...(word === 8 ? [READ_WRITE_EXECUTE] : []));
  put(word, 0, BASE, BASE, program.length, program.length);
  if (word === 4) put(4, READ_WRITE_EXECUTE);
  put(word, PAGE);
}
