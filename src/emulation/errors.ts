import { CrossTestError } from '../errors';

export function noEmulator(goarch: string): CrossTestError {
  return new CrossTestError('noRunner', `QEMU's user mode does not run '${goarch}' binaries.`);
}

export function registrationTooLong(interpreter: string, excess: number): CrossTestError {
  return new CrossTestError(
    'noRunner',
    `The path of the emulator is ${excess} bytes too long for binfmt_misc: ${interpreter}`,
    'Put the emulator, or a link to it, into a directory with a shorter path.',
  );
}

export function registrationUnwritable(interpreter: string): CrossTestError {
  return new CrossTestError(
    'noRunner',
    `The path of the emulator cannot be written into a binfmt_misc registration: ${interpreter}`,
    'Put the emulator, or a link to it, into a directory with a plainer name.',
  );
}
