import { debianArch, gnuTriplet } from './linux-names';
import type { Port } from '../../ports';

/** The package managers whose package names are known here. */
export const INSTALLERS = ['apt-get', 'dnf', 'pacman', 'apk', 'brew'] as const;
export type Installer = (typeof INSTALLERS)[number];
/** `hostCc` compiles for the host's own port, `cc` for any other. */
export type Tool = 'qemu' | 'proot' | 'podman' | 'strace' | 'hostCc' | 'cc';

const INSTALL: Readonly<Record<Installer, string>> = {
  // The recommended packages would register emulators in the host's binfmt_misc.
  'apt-get': 'sudo apt-get install --no-install-recommends',
  dnf: 'sudo dnf install',
  pacman: 'sudo pacman -S',
  apk: 'sudo apk add',
  brew: 'brew install',
};

/** The one command that brings a tool for a port; undefined where the distribution has no package for it. */
export function installCommand(installer: Installer, tool: Tool, port: Port): string | undefined {
  const name = packageName(installer, tool, port);
  return name === undefined ? undefined : `${INSTALL[installer]} ${name}`;
}

/** What the distribution calls it: one package, or several with spaces between them. */
export function packageName(installer: Installer, tool: Tool, port: Port): string | undefined {
  switch (tool) {
    case 'podman':
      return 'podman';
    case 'proot':
    case 'strace':
      return installer === 'brew' ? undefined : tool;
    case 'qemu':
      return qemuPackage(installer);
    case 'hostCc':
      return HOST_COMPILER[installer];
    default:
      return compilerPackage(installer, port);
  }
}

/** Homebrew has QEMU's system emulation only: user mode needs a Linux kernel. */
function qemuPackage(installer: Installer): string | undefined {
  if (installer === 'brew') return undefined;
  return installer === 'apk' ? 'qemu-user' : installer === 'dnf' ? 'qemu-user-static' : 'qemu-user';
}

const HOST_COMPILER: Readonly<Partial<Record<Installer, string>>> = {
  'apt-get': 'gcc libc6-dev',
  dnf: 'gcc',
  pacman: 'gcc',
  apk: 'gcc musl-dev',
};

/** Ports of Go for which Debian 12 has no cross compiler. */
const WITHOUT_DEBIAN_GCC = new Set(['loong64', 'ppc64', 'wasm']);

function compilerPackage(installer: Installer, port: Port): string | undefined {
  const triplet = gnuTriplet(port);
  if (triplet === undefined || WITHOUT_DEBIAN_GCC.has(port.goarch)) return undefined;
  // The C library is only recommended by the compiler.
  if (installer === 'apt-get') return `gcc-${triplet.replaceAll('_', '-')} libc6-dev-${debianArch(port)}-cross`;
  // Fedora's and Arch's cross compilers come without the target's C library, except for these.
  return installer === 'pacman' && port.goarch === 'arm64' ? `${triplet}-gcc` : undefined;
}
