import { elfHeader, elfMagic } from './elf-header';
import { EMULATED_GOARCHS } from '../ports/goarch-table';

/** The first 24 bytes of a program that Go 1.26 built for linux and the GOARCH. */
const BUILT_BY_GO: Readonly<Record<string, string>> = {
  '386': '7f454c460101010000000000000000000200030001000000',
  amd64: '7f454c4602010100000000000000000002003e0001000000',
  arm: '7f454c460101010000000000000000000200280001000000',
  arm64: '7f454c460201010000000000000000000200b70001000000',
  loong64: '7f454c460201010000000000000000000200020101000000',
  mips: '7f454c460102010000000000000000000002000800000001',
  mips64: '7f454c460202010000000000000000000002000800000001',
  mips64le: '7f454c460201010000000000000000000200080001000000',
  mipsle: '7f454c460101010000000000000000000200080001000000',
  ppc64: '7f454c460202010000000000000000000002001500000001',
  ppc64le: '7f454c460201010000000000000000000200150001000000',
  riscv64: '7f454c460201010000000000000000000200f30001000000',
  s390x: '7f454c460202010000000000000000000002001600000001',
};

test.each(EMULATED_GOARCHS)('%s: the header begins like a program that Go built', (goarch) => {
  expect(elfHeader(goarch)!.subarray(0, 24).toString('hex')).toBe(BUILT_BY_GO[goarch]);
});

test.each(EMULATED_GOARCHS)('%s: of all programs, the magic matches those of this GOARCH only', (goarch) => {
  const matching = Object.keys(BUILT_BY_GO).filter((other) => matches(goarch, BUILT_BY_GO[other]!));
  expect(matching).toEqual([goarch]);
});

test.each([
  ['a position-independent executable', 'arm64', 16, 3, true],
  ['a position-independent executable, big endian', 's390x', 17, 3, true],
  ['an object file', 'arm64', 16, 1, false],
  ['a core file', 's390x', 17, 4, false],
  ['an e_type in the wrong byte order', 's390x', 16, 2, false],
  ['another OS/ABI', 'arm64', 7, 3, true],
  ['another ABI version', 'arm64', 8, 1, false],
  ['another ABI version, of which mips has several', 'mips', 8, 1, true],
  ['another ELF version', 'arm64', 6, 2, false],
  ['no ELF file', 'arm64', 0, 0x23, false],
])('%s matches as it should (%s)', (_, goarch, offset, value, expected) => {
  const program = Buffer.from(BUILT_BY_GO[goarch]!, 'hex');
  program[offset] = value;
  expect(matches(goarch, program.toString('hex'))).toBe(expected);
});

test('wasm and unknown words have no ELF header', () => {
  expect([elfHeader('wasm'), elfMagic('wasm'), elfHeader('constructor')]).toEqual([undefined, undefined, undefined]);
});

/** As the kernel does it. */
function matches(goarch: string, program: string): boolean {
  const { magic, mask } = elfMagic(goarch)!;
  const bytes = Buffer.from(program, 'hex');
  return magic.every((byte, i) => ((bytes[i]! ^ byte) & mask[i]!) === 0);
}
