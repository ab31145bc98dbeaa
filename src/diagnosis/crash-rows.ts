import { crashRemedy, formatPort, goarchFacts } from '../ports';
import type { Place } from './place';
import type { Row } from './row';
import { cpuName, cpuRemedy, DOCTOR, emulatorName } from './words';

const isEmulated = ({ emulated }: Place) => emulated;
const remedyOf = ({ port, emulator }: Place) => crashRemedy(port.goarch, emulator?.major);

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
    remedy:
      "Run fewer at once (options 'p' and 'parallel', nx --parallel), or give the machine or container more memory.",
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
    sign: /\((?:Segmentation fault|Bus error|Trace\/breakpoint trap|Floating point exception)\)|^SIG(?:SEGV|BUS|TRAP|FPE): |^signal: (?:segmentation fault|bus error|trace\/breakpoint trap|floating point exception)|^fatal error: /m,
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

/** Not the program's own mistake: what a test asks the system for and cannot have. */
export const TEST_ROWS: readonly Row[] = [
  {
    id: 'prootChild',
    example: 'fork/exec /usr/bin/git: bad address',
    sign: /\bfork\/exec .+: bad address$/m,
    stages: ['test'],
    where: ({ runner }) => runner === 'proot',
    cause: 'PRoot now and then cannot start the child of a program with several threads, and says EFAULT for it.',
    remedy: `Use runner 'namespace' or 'binfmt'; a rerun may pass. ${DOCTOR}`,
  },
  {
    id: 'notImplemented',
    example: 'ptrace: function not implemented',
    sign: /function not implemented/i,
    stages: ['test', 'crash'],
    cause: (place) =>
      place.emulated
        ? `ENOSYS: a test made a system call that ${emulatorName(place)} does not implement (ptrace and io_uring are some).`
        : 'ENOSYS: a test made a system call that this kernel, or the seccomp filter of the container, does not have.',
    remedy: ({ emulated }) =>
      `${emulated ? 'Use a newer QEMU or a native machine' : 'Use another kernel or filter'}, or let the test skip itself on this error.`,
  },
  {
    id: 'ownersHidden',
    example: 'chown /tmp/shared: invalid argument',
    sign: /\b65534\b|\b[lf]?ch(?:own|grp)\b.{0,300}: invalid argument|\bset(?:e|re|res)?[ug]id\b.{0,100}: invalid argument|\bsetgroups\b.{0,100}: operation not permitted|\b(?:user|uid|gid|groups?|owner|owned by)\b.{0,100}\bno(?:body|group)\b|\bno(?:body|group)\b.{0,100}\b(?:user|uid|gid|groups?|owner)\b|\bbad owner|dubious ownership|\b(?:not|be) owned by|effective uid is not 0/im,
    stages: ['test'],
    where: ({ hidesOwners }) => hidesOwners === true,
    cause:
      "The user namespace of runner 'namespace' has your user and your first group only: other owners of files, and your other groups, are 65534 (nobody) in it, and nothing can be given to them.",
    remedy: `Set 'runner' to 'binfmt', 'proot' or 'qemu', where they are what they are. ${DOCTOR}`,
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

function memoryCause({ port }: Place, match: string): string {
  const bits = goarchFacts(port.goarch)?.pointerBits;
  if (/killed/i.test(match))
    return 'SIGKILL: mostly the kernel, out of memory; cmd/go and the test itself are the others that may send it.';
  return bits === 32
    ? `Out of memory: a 32-bit process has 2 to 4 GiB of addresses, whatever the machine has.`
    : 'Out of memory: the machine, its container or a limit (ulimit -v) gave no more.';
}
