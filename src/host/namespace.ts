import { readText } from '../files';
import { binfmtRegistration } from '../emulation';
import { inlineScript } from '../process';

/**
 * F opens the emulator at registration, so that tests which change their root still run. P keeps argv[0], which an
 * emulator that is a wrapper script cannot: for such a one the second form is tried.
 */
export const NAMESPACE_FLAGS = ['PF', 'F'] as const;

/**
 * The words that run a command inside a private binfmt_misc for one GOARCH (Linux 6.7 gave each user
 * namespace its own table: Documentation/admin-guide/binfmt-misc.rst). The command is appended to them.
 */
export function namespaceLaunch(
  goarch: string,
  interpreter: string,
  flags: string,
  uid = process.getuid?.(),
): string[] {
  return ['/bin/sh', '-c', ...namespaceScripts(uid), binfmtRegistration(goarch, interpreter, flags)];
}

/** The outer and the inner half of the launcher. */
export function namespaceScripts(uid = process.getuid?.()): string[] {
  const who = uid === 0 ? 'root' : 'user';
  return [`namespace-${who}.sh`, `namespace-${who}-inner.sh`].map((name) => inlineScript(__dirname, name));
}

export interface NamespaceObstacle {
  readonly reason: string;
  readonly remedy?: string;
}

/** Why a private binfmt_misc cannot work here, found without starting anything; undefined when nothing speaks against it. */
export function namespaceObstacle(isHostGoarch: boolean): NamespaceObstacle | undefined {
  if (process.platform !== 'linux')
    return { reason: `user namespaces exist on Linux only, this is ${process.platform}` };
  if (isHostGoarch) {
    return { reason: "binfmt_misc must not take the host's own binaries: the emulator itself could not start" };
  }
  const max = readNumber('/proc/sys/user/max_user_namespaces');
  if (max === undefined) return { reason: 'this kernel has no user namespaces' };
  if (max === 0)
    return { reason: 'user namespaces are switched off', remedy: 'sudo sysctl user.max_user_namespaces=15000' };
  const root = process.getuid?.() === 0;
  if (!root && readNumber('/proc/sys/kernel/unprivileged_userns_clone') === 0) {
    return {
      reason: 'user namespaces are reserved for root here',
      remedy: 'sudo sysctl kernel.unprivileged_userns_clone=1',
    };
  }
  return undefined;
}

/** Ubuntu 23.10 and later let AppArmor refuse what an unprivileged user namespace is needed for. */
export function isRestrictedByAppArmor(): boolean {
  return readNumber('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === 1;
}

function readNumber(path: string): number | undefined {
  const text = readText(path);
  return text === undefined ? undefined : Number(text.trim());
}
