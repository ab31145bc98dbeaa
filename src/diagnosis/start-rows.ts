import { formatPort, goarchFacts } from '../ports';
import type { Row } from './row';
import { cpuName, cpuRemedy, DOCTOR, emulatorName, levelName, pieReason, sysrootRemedy } from './words';

/** What dash, bash and the shim (host/shim) begin with when one of ours cannot start a program. */
const SHELL = String.raw`^nx-go-cross-sh: (?:(?:line )?\d+: )?(?:exec: )?`;
const LAUNCHER = '^(?:taskset|setpriv|unshare): failed to execute ';
const PROOT = String.raw`^proot error: execve\("(.+)"\): `;
const GONE = '(?:not found|No such file or directory|cannot execute: required file not found)$';

/** The program in whichever group of a sign has it. */
function named([, ...groups]: readonly (string | undefined)[]): string {
  return groups.find((group) => group !== undefined) ?? '';
}

/** The binary was not started, or not as what it is: the runner is to blame, or how the binary was built. */
export const START_ROWS: readonly Row[] = [
  {
    id: 'wasmEnvironment',
    example: 'Error: total length of command line and environment variables exceeds limit',
    sign: /^\w*Error: total length of command line and environment variables exceeds limit/m,
    stages: ['start'],
    where: ({ port }) => port.goarch === 'wasm',
    cause: 'js/wasm has room for 12 KiB of arguments and environment variables, and this environment is larger.',
    remedy:
      "Unset variables that the tests do not need: 'env -u NAME npx nx …', or fewer and shorter ones in the job. wasip1/wasm has no such limit.",
  },
  {
    id: 'missingInterpreter',
    example: "qemu-aarch64: Could not open '/lib/ld-linux-aarch64.so.1': No such file or directory",
    sign: /Could not open '(\/\S*\/ld\S*)': No such file|fork\/exec (\S+\.test): no such file or directory$/im,
    atStart: new RegExp(
      String.raw`Could not open '(/\S*/ld\S*)': No such file|(?:${SHELL}|${LAUNCHER})(\S+\.test): ${GONE}`,
      'im',
    ),
    stages: ['start', 'test'],
    cause: (place, [, loader, binary]) =>
      loader === undefined
        ? `${binary} is there and cannot start: the ELF interpreter that it names, the dynamic loader, is missing.`
        : `The binary is linked dynamically${pieReason(place)}, and its loader ${loader} is not on this machine.`,
    remedy: sysrootRemedy,
  },
  {
    id: 'notPermitted',
    example: 'nx-go-cross-sh: 27: exec: /tmp/x/svc.test: Permission denied',
    sign: new RegExp(
      `${SHELL}(.+): (?:Permission denied|Is a directory)$|(?:${LAUNCHER}(.+): |${PROOT})Permission denied$`,
      'im',
    ),
    stages: ['start'],
    cause: (_place, match) => `This user may not execute ${named(match)}, or it is a folder.`,
    remedy: (_place, match) =>
      named(match).endsWith('.test')
        ? "A folder for temporary files that is mounted noexec does that: set GOTMPDIR in 'env' to another one."
        : `Make it executable (chmod +x), or name another program. ${DOCTOR}`,
  },
  {
    id: 'runnerMissing',
    example: 'nx-go-cross-sh: 27: exec: /usr/bin/qemu-arm: not found',
    sign: new RegExp(`(?:(?:${SHELL}|${LAUNCHER})(.+): |${PROOT})${GONE}`, 'im'),
    stages: ['start'],
    cause: (_place, match) =>
      `The program ${named(match)}, or what it names as its interpreter, is not there (any more).`,
    remedy: DOCTOR,
  },
  {
    id: 'wrongEmulator',
    example: 'qemu-arm: /tmp/x/svc.test: Invalid ELF image for this architecture',
    sign: /^(\S+): .*Invalid ELF image for this architecture/m,
    stages: ['start', 'test'],
    cause: ({ port }, [, emulator]) =>
      `${emulator} was given a binary of another architecture; the tests are ${formatPort(port)}.`,
    remedy:
      "Check 'qemuPath', 'execProgram' and the entries of binfmt_misc; helpers of tests must be built for the same port.",
  },
  {
    id: 'childNotEmulated',
    example: 'fork/exec /tmp/x/svc.test: exec format error',
    sign: /: exec format error$/im,
    stages: ['test'],
    where: ({ runner }) => runner === 'qemu',
    cause: "A test started another foreign binary, and runner 'qemu' emulates the test binary only.",
    remedy: `Use runner 'namespace', 'binfmt' or 'proot'. ${DOCTOR}`,
  },
  {
    id: 'notExecutable',
    example: 'fork/exec /tmp/x/svc.test: exec format error',
    sign: /: exec format error$/im,
    atStart: new RegExp(`(?:${SHELL}|${LAUNCHER}).+: Exec format error$`, 'im'),
    stages: ['start', 'test'],
    cause: ({ host }) =>
      `The kernel of this ${formatPort(host)} machine does not know how to execute the binary: no binfmt_misc entry matches it.`,
    remedy: DOCTOR,
  },
  {
    id: 'levelMissing',
    example: 'This program can only be run on AMD64 processors with v3 microarchitecture support.',
    sign: /This program can only (?:be )?run on .*processors with .* support\.$|^runtime: this CPU has no .*floating point hardware/m,
    stages: ['start', 'test'],
    cause: (place) => `${capital(cpuName(place))} does not have what ${levelName(place)} needs.`,
    remedy: cpuRemedy,
  },
  {
    id: 'raceUnsupported',
    example: 'FATAL: ThreadSanitizer: unsupported VMA range',
    sign: /FATAL: ThreadSanitizer: unsupported VMA range/,
    stages: ['start', 'test'],
    cause: (place) =>
      place.emulated
        ? `The race detector cannot work under ${emulatorName(place)}: it wants a layout of memory that no emulated process has.`
        : "The race detector does not know the layout of this kernel's memory.",
    remedy: ({ port }) => `Leave -race to a native ${port.goarch} machine.`,
  },
  {
    id: 'namespaceTooSlow',
    example: 'nx-go-cross: the ids of the user namespace were not mapped',
    sign: /^nx-go-cross: the ids of the user namespace were not mapped/m,
    stages: ['start'],
    where: ({ runner }) => runner === 'namespace',
    cause: 'The private user namespace was not set up in time: this machine is overloaded.',
    remedy: "Run fewer tasks at once (nx --parallel, option 'p').",
    transient: true,
  },
  {
    id: 'namespaceRefused',
    example: 'nx-go-cross: cannot set up a private binfmt_misc',
    sign: /^nx-go-cross: /m,
    stages: ['start'],
    where: ({ runner }) => runner === 'namespace',
    cause: 'The private binfmt_misc could be set up for the probe, and now it cannot.',
    remedy: `Try it again, or take another 'runner'. ${DOCTOR}`,
  },
  {
    id: 'containerEngine',
    example: 'OCI runtime exec failed: exec failed: exec format error: unknown',
    sign: /^(?:Error response from daemon: |OCI runtime exec failed: |Error: (?:crun|runc): |Error: no container with name or ID )/m,
    stages: ['start'],
    where: ({ runner }) => runner === 'container',
    cause: 'The container engine did not start the binary in the container of this task, though it had run the probe.',
    remedy: `See that nobody removes containers meanwhile, and that the engine has memory and disk left. ${DOCTOR}`,
  },
  {
    id: 'addressSpace',
    example: 'qemu-arm: Unable to reserve 0xfffff000 bytes of virtual address space',
    sign: /Unable to (?:reserve|find a guest_base)/,
    stages: ['start', 'test'],
    cause: ({ port, emulator }) =>
      `${emulator?.path ?? 'QEMU'} could not reserve the address space of a ${goarchFacts(port.goarch)?.pointerBits}-bit process.`,
    remedy: 'A limit on virtual memory (ulimit -v) or vm.overcommit_memory=2 does that: lift it for emulated tests.',
  },
];

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
