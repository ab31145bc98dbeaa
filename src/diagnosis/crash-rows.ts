import { formatPort } from '../ports';
import type { Place } from './place';
import type { Row } from './row';
import { cpuName, cpuRemedy, emulatorName, is32Bit } from './words';
import { crashRemedy } from '../emulation';

const isEmulated = ({ emulated }: Place) => emulated;
const remedyOf = ({ port, emulator }: Place) => crashRemedy(port.goarch, emulator?.major);

const EMULATOR_CRASH =
  /\((?:Segmentation fault|Bus error|Trace\/breakpoint trap|Floating point exception)\)|^SIG(?:SEGV|BUS|TRAP|FPE): |^signal: (?:segmentation fault|bus error|trace\/breakpoint trap|floating point exception)|^fatal error: /m;

/** The binary was ended by a signal, by Go's runtime or because its time was up. */
export const CRASH_ROWS: readonly Row[] = [
  {
    id: 'illegalInstruction',
    example: 'qemu: uncaught target signal 4 (Illegal instruction) - core dumped',
    sign: /^SIGILL: |uncaught target signal \d+ \(Illegal instruction\)|signal: illegal instruction|ended by SIGILL/m,
    stages: ['crash', 'test'],
    cause: (place) =>
      `SIGILL: ${cpuName(place)} met an instruction that it does not have; the tests are built for ${formatPort(place.port)}.`,
    remedy: cpuRemedy,
  },
  {
    id: 'taggedPointerPack',
    example: 'fatal error: taggedPointerPack',
    sign: /^fatal error: (?:taggedPointerPack|lfstack\.push)|^runtime: (?:taggedPointerPack|lfstack\.push) invalid packing/m,
    stages: ['crash', 'test'],
    cause: ({ host, goVersion = 'this Go' }) =>
      `Go before 1.25.4 expects addresses of 47 bits on amd64, and a ${formatPort(host)} machine hands out 48 (golang/go#69255); the tests were built with ${goVersion}.`,
    remedy: 'Use Go 1.25.4 or newer for this port, or an amd64 machine.',
  },
  {
    id: 'realtimeSignals',
    example: 'fatal error: rt_sigaction failure',
    sign: /^fatal error: (?:rt_sigaction|sigaction) (?:read )?fail/m,
    stages: ['crash', 'test'],
    cause: (place) =>
      `${emulatorName(place)} keeps real-time signals (32, 33, 63 or 64) for itself, and Go's runtime wants to handle all of them (golang/go#33746).`,
    remedy: 'Use QEMU 8 or newer, or a native machine.',
  },
  {
    id: 'outOfMemory',
    example: 'fatal error: runtime: out of memory: cannot allocate 4194304-byte block',
    sign: /^(?:fatal error|runtime): .*(?:out of memory|cannot allocate)|: cannot allocate memory$|^signal: killed|uncaught target signal \d+ \(Killed\)/im,
    stages: ['crash', 'test'],
    cause: (place, [match = '']) => memoryCause(place, match),
    remedy: (place, [match = '']) =>
      is32Bit(place) && !isKill(match)
        ? 'Map or allocate less at once where addresses have 32 bits (in Go: math.MaxUint == math.MaxUint32), or skip the test there.'
        : "Run fewer at once (options 'p' and 'parallel', nx --parallel), or give the machine or container more memory.",
  },
  {
    id: 'threadLimit',
    example: 'runtime: failed to create new OS thread (have 9 already; errno=11)',
    sign: /^runtime: failed to create new OS thread|^fatal error: newosproc/m,
    stages: ['crash', 'test'],
    cause: 'The system gave the program no more threads: a limit of the user, of the container or of the machine.',
    remedy:
      "Lift the limit (ulimit -u, the container's limit of pids), or run fewer at once (options 'p' and 'parallel', nx --parallel).",
  },
  {
    id: 'repeatedCrash',
    example: 'qemu: uncaught target signal 11 (Segmentation fault) - core dumped',
    sign: EMULATOR_CRASH,
    stages: ['crash'],
    where: ({ emulated, repeats }) => emulated && repeats === true,
    cause: (place) =>
      `It was run again and crashed in the same way, which chance hardly does: it is the code, or what ${emulatorName(place)} makes of it every time.`,
    remedy: (place) =>
      `Look at the code first: run the test that was going on by itself (--run), with --reporter=verbose. ${remedyOf(place)}`,
    // Some defects strike so often that two runs in a row end alike: option infraRetries decides.
    transient: true,
  },
  {
    id: 'signalHandler',
    example: 'fatal: bad g in signal handler',
    sign: /^fatal: (?:bad g|morestack|systemstack)|^runtime: (?:bad g|morestack)/m,
    stages: ['crash'],
    where: isEmulated,
    cause: (place) =>
      `${emulatorName(place)} delivered a signal to Go's runtime in a state that no kernel leaves: its own defect.`,
    remedy: remedyOf,
    transient: true,
  },
  {
    id: 'emulatorCrash',
    example: 'qemu: uncaught target signal 11 (Segmentation fault) - core dumped',
    sign: EMULATOR_CRASH,
    stages: ['crash'],
    where: isEmulated,
    cause: (place) =>
      `The program came to its end under ${emulatorName(place)} as it hardly would on a real ${place.port.goarch}: a defect of the emulator, unless it repeats.`,
    remedy: remedyOf,
    transient: true,
  },
  {
    id: 'emulatedTimeout',
    example: 'panic: test timed out after 10m0s',
    sign: /^panic: test timed out after |^\*\*\* Test killed/m,
    stages: ['timeout'],
    where: isEmulated,
    cause: (place) =>
      `${limitOf(place)}Under ${emulatorName(place)} code takes five to fifty times as long, and now and then a Go program hangs there, mostly right after it was started by another (golang/go#70329).`,
    remedy: (place) =>
      `If it was at work, ${raise(place)}. If it hung, set 'singleCpu', or take another version of QEMU or a native machine; a rerun that passes is no proof.`,
  },
  {
    id: 'timeout',
    example: 'panic: test timed out after 10m0s',
    sign: /^panic: test timed out after |^\*\*\* Test killed/m,
    stages: ['timeout'],
    where: ({ timeLimit, emulated }) => timeLimit !== undefined && !emulated,
    cause: (place) => `${limitOf(place)}The tests of the package took longer.`,
    remedy: (place) => `The stacks in the output say what was running. If it was at work, ${raise(place)}.`,
  },
];

function limitOf({ timeLimit }: Place): string {
  return timeLimit === undefined ? '' : `The limit in force is ${timeLimit}. `;
}

/** A limit in a flag of the user's own is not stretched, and the options do not count beside it. */
function raise({ timeLimit = '', emulated }: Place): string {
  const origin = /\(-timeout in (.+)\)$/.exec(timeLimit)?.[1];
  if (origin !== undefined) return `raise -timeout in ${origin}, or use option 'timeout' instead`;
  return emulated ? "raise 'timeout' or 'timeoutFactor'" : "raise 'timeout'";
}

function isKill(match: string): boolean {
  return /killed/i.test(match);
}

function memoryCause(place: Place, match: string): string {
  if (isKill(match))
    return 'SIGKILL: mostly the kernel, out of memory; cmd/go and the test itself are the others that may send it.';
  return is32Bit(place)
    ? `Out of memory: a 32-bit process has 2 to 4 GiB of addresses, whatever the machine has.`
    : 'Out of memory: the machine, its container or a limit (ulimit -v) gave no more.';
}
