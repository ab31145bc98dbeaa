import { noEmulator, registrationTooLong, registrationUnwritable } from './errors';
import { elfMagic } from './elf-header';
import { qemuName } from '../ports';

/** MAX_REGISTER_LENGTH in fs/binfmt_misc.c. The path has no limit of its own there, whatever the documentation says. */
const MAX_LINE_BYTES = 1920;
/** None of these occurs in another field. */
const DELIMITERS = ':|,;#%@!~^+=\x01\x02\x03\x04';

/** The line that makes binfmt_misc give a GOARCH's executables to an interpreter. */
export function binfmtRegistration(goarch: string, interpreter: string, flags: string): string {
  const name = qemuName(goarch);
  const elf = elfMagic(goarch);
  if (name === undefined || elf === undefined) throw noEmulator(goarch);
  // The first character of the line is the delimiter, and the kernel has no escape for it in a path.
  const delimiter = [...DELIMITERS].find((character) => !interpreter.includes(character));
  if (delimiter === undefined) throw registrationUnwritable(interpreter);
  const fields = ['', `qemu-${name}`, 'M', '', escape(elf.magic), escape(elf.mask), interpreter, flags];
  const line = fields.join(delimiter);
  const excess = Buffer.byteLength(line) - MAX_LINE_BYTES;
  if (excess > 0) throw registrationTooLong(interpreter, excess);
  return line;
}

/** NUL bytes, delimiters and newlines could not stand for themselves; the three letters of ELF keep the line readable. */
function escape(bytes: Buffer): string {
  return [...bytes]
    .map((byte) => (/[ELF]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : hex(byte)))
    .join('');
}

function hex(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, '0')}`;
}
