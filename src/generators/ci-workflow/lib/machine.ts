import type { Port } from '../../../ports';
import type { Leg } from './leg';
import { dockerPlatform } from '../../../emulation';

/** What a CI machine has to get before it runs the tests of a port. */
export type Emulator =
  | { readonly kind: 'none' }
  /** binfmt_misc through the image of docker/setup-qemu-action. */
  | { readonly kind: 'image'; readonly platform: string }
  /** The distribution's package: the image does not know the port, and its action would be green nevertheless. */
  | { readonly kind: 'package' };

/** The emulator of a port on an amd64 machine. GitHub's kernels run 32-bit x86 themselves, and Node runs wasm. */
export function emulatorOf({ port, hasCpu, needsProgram }: Leg): Emulator {
  if (port.goarch === 'wasm' || (isX86(port) && !hasCpu)) return { kind: 'none' };
  const platform = dockerPlatform({ goos: port.goos, goarch: port.goarch });
  return platform === undefined || isX86(port) || needsProgram ? { kind: 'package' } : { kind: 'image', platform };
}

/** Where a port is tested without an emulator: `always`, or when the rule allows it. */
export interface NativeMachine {
  readonly label: string;
  readonly when: 'always' | 'publicAndOwn' | 'own';
}

export interface NativeChoice {
  readonly nativeArm64: 'auto' | 'always' | 'never';
  /** By port id. */
  readonly labels: Readonly<Record<string, string>>;
  readonly arm64Label: string;
}

export function nativeMachineOf({ id, port, hasCpu }: Leg, choice: NativeChoice): NativeMachine | undefined {
  const label = choice.labels[id];
  if (port.goarch === 'arm64' && port.goos === 'linux' && !hasCpu) {
    if (choice.nativeArm64 === 'never') return undefined;
    const when = choice.nativeArm64 === 'always' ? 'always' : 'publicAndOwn';
    return { label: label ?? choice.arm64Label, when };
  }
  return label === undefined ? undefined : { label, when: 'own' };
}

function isX86({ goarch }: Port): boolean {
  return goarch === 'amd64' || goarch === '386';
}
