import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanEnv } from './env';
import { GOCACHE } from './suite';

/** Where GitLab's jobs find their sources. */
const BUILDS = '/builds/group/project';

/**
 * A machine of its own for each use: no emulators, and nothing registered in binfmt_misc. In a container programs cannot
 * make user namespaces, as they cannot in another root.
 */
const START = `mount -t binfmt_misc none /proc/sys/fs/binfmt_misc || exit 1
for emulator in /usr/bin/qemu-*; do mount --bind /dev/null "$emulator" || exit 1; done
eval "$STAND_IN_REGISTER"
kind=$1 root=$2 cache=$3; shift 3
[ "$kind" = container ] || exec "$@"
mount -t tmpfs none "$root" || exit 1
for path in /*; do
  if [ -L "$path" ]; then cp -P "$path" "$root$path"
  elif [ -d "$path" ]; then mkdir "$root$path" && mount --rbind "$path" "$root$path" || exit 1
  fi
done
mkdir -p "$root${BUILDS}/.nx/cache/go-build" && mount --bind "$cache" "$root${BUILDS}/.nx/cache/go-build" || exit 1
exec chroot "$root" sh -c 'cd "$0" && exec "$@"' "$PWD" "$@"`;

/** What a job's commands find on such a machine. Nothing is fetched: what they would install is here already. */
const TOOLS: Readonly<Record<string, string>> = {
  npm: '[ "$*" = ci ] && [ -f package-lock.json ] && cp -al "$STAND_IN_NODE_MODULES" node_modules',
  'apt-get': `case "$*" in *\\ qemu-user*) for name in $STAND_IN_EMULATORS; do umount "/usr/bin/$name" 2>/dev/null; done ;; esac; true`,
  sudo: 'exec "$@"',
  sysctl: 'true',
};

export interface CiMachine {
  readonly kind: 'container' | 'machine';
  /** A folder for what belongs to the machine. */
  readonly state: string;
  readonly nodeModules: string;
  /** What the package qemu-user brings. */
  readonly emulators: readonly string[];
  /** Lines of a shell script that register emulators on the machine, as docker/setup-qemu-action does. */
  readonly register?: readonly string[];
}

/** The words before a command that is to run on such a machine, and its environment. */
export function ciMachine({ kind, state, nodeModules, emulators, register = [] }: CiMachine) {
  const [bin, root, home, xdg] = ['bin', 'root', 'home', 'xdg'].map((name) => join(state, name)) as [
    string,
    string,
    string,
    string,
  ];
  for (const folder of [bin, root, home, xdg]) mkdirSync(folder, { recursive: true });
  for (const [name, body] of Object.entries(TOOLS)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  }
  const env = cleanEnv();
  return {
    argv: ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c', START, 'sh', kind, root, GOCACHE],
    env: {
      ...env,
      PATH: `${bin}:${env.PATH}`,
      HOME: home,
      XDG_CACHE_HOME: xdg,
      GOPROXY: 'off',
      STAND_IN_NODE_MODULES: nodeModules,
      STAND_IN_EMULATORS: emulators.join(' '),
      STAND_IN_REGISTER: register.join('\n'),
    },
  };
}
