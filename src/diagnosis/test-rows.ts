import { formatPort, goarchFacts } from '../ports';
import type { Row } from './row';
import { DOCTOR, emulatorName } from './words';

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
    id: 'netlinkByteOrder',
    example: 'route ip+net: parsenetlinkrouteattr: invalid argument',
    sign: /(?:netlinkrib|parsenetlinkmessage|parsenetlinkrouteattr): /,
    stages: ['test', 'crash'],
    where: ({ emulated, port }) => emulated && goarchFacts(port.goarch)?.endianness === 'big',
    cause: (place) =>
      `${emulatorName(place)} does not turn the byte order of all netlink messages, by which net.Interfaces and the like ask the kernel, for a big-endian port.`,
    remedy: 'Use QEMU 10 or newer, or a native machine, or let the test skip itself on this error.',
  },
  {
    id: 'leakSanitizer',
    example: '==7==LeakSanitizer has encountered a fatal error.',
    sign: /LeakSanitizer has encountered a fatal error/,
    stages: ['test', 'crash'],
    where: ({ emulated, traced }) => emulated || traced === true,
    cause: (place) =>
      `LeakSanitizer looks for leaks by ptrace, ${place.emulated ? `which ${emulatorName(place)} does not have` : 'and strace traces the process already'}.`,
    remedy:
      "Set LSAN_OPTIONS to 'detect_leaks=0' in option 'env' of the target: the rest of the sanitizer still works.",
  },
  {
    id: 'cgoStub',
    example: "Binary was compiled with 'CGO_ENABLED=0', go-sqlite3 requires cgo to work. This is a stub",
    sign: /compiled with 'CGO_ENABLED=0', (\S+) requires cgo/,
    stages: ['test', 'crash'],
    cause: ({ port }, [, library]) => `cgo is off for ${formatPort(port)}, and ${library} does nothing without it.`,
    remedy: ({ port }) =>
      `Set 'cgo' to 'static' or 'dynamic' for this port, which takes a C compiler for ${port.goarch}, or take a library without C.`,
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
