import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanEnv } from './env';
import { exec, start, type Running } from './exec';
import { registration } from './private-binfmt';
import { GOCACHE } from './suite';
import { has } from './which';

/** A container has no libraries for a dynamically linked emulator. Fetched by scripts/setup.mjs. */
const STATIC_QEMU = join(GOCACHE, '..', 'qemu-aarch64-static');

/** Where there is none, cgroups are switched off: nothing in a container of ours needs them. */
const CONTAINERS_CONF = `[engine]
cgroup_manager = "cgroupfs"
runtime = "crun"
[containers]
cgroups = "disabled"
default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
`;

/** Ends with its standard input. */
const INSIDE = [
  'read -r mapped',
  'mount -t tmpfs none /run',
  '{ umount -R /sys/fs/cgroup 2> /dev/null; mount -t cgroup2 none /sys/fs/cgroup; }',
  'mount -t binfmt_misc none /proc/sys/fs/binfmt_misc',
  `printf %s '${registration(STATIC_QEMU)}' > /proc/sys/fs/binfmt_misc/register`,
  'echo ready',
  'read -r end',
].join(' && ');

/** A podman that has all its state in a folder, in namespaces that have a binfmt_misc of their own for arm64. */
export class Podman {
  private constructor(
    private readonly holder: Running,
    readonly env: NodeJS.ProcessEnv,
  ) {}

  /** Why there can be none here; undefined when there can. */
  static obstacle(): string | undefined {
    if (process.getuid?.() !== 0) return 'only root can set one up';
    if (!has('podman')) return 'podman is not installed (npm run setup)';
    return existsSync(STATIC_QEMU) ? undefined : 'there is no static emulator (npm run setup)';
  }

  static async open(folder: string): Promise<Podman> {
    mkdirSync(folder, { recursive: true });
    const [conf, storage] = ['containers.conf', 'storage.conf'].map((name) => join(folder, name)) as [string, string];
    writeFileSync(conf, CONTAINERS_CONF);
    writeFileSync(storage, `[storage]\ndriver = "vfs"\nrunroot = "${folder}/run"\ngraphroot = "${folder}/graph"\n`);
    const unshare = ['unshare', '--user', '--mount', '--cgroup', '--keep-caps'];
    const holder = start([...unshare, 'sh', '-c', INSIDE], { cwd: folder, env: cleanEnv(), timeout: 900_000 });
    // Not all ids: crun would take the namespace for the host, and make devices.
    await mapIds(holder.child.pid!, '0 0 65536');
    holder.child.stdin!.write('mapped\n');
    while (!holder.output().includes('ready')) {
      const ended = await Promise.race([once(holder.child.stdout!, 'data').then(() => undefined), holder.ended]);
      if (ended) throw new Error(`no namespace for podman:\n${ended.output}`);
    }
    return new Podman(holder, { CONTAINERS_CONF: conf, CONTAINERS_STORAGE_CONF: storage });
  }

  /** The words that run a command where this podman is, in the folder that it is started in. */
  get enter(): string[] {
    const namespaces = `--target=${this.holder.child.pid}`;
    return ['nsenter', namespaces, '--user', '--mount', '--cgroup', '--preserve-credentials', '--wd=.'];
  }

  async run(...args: string[]): Promise<string> {
    const { code, output } = await exec([...this.enter, 'podman', ...args], {
      cwd: '/',
      env: { ...cleanEnv(), ...this.env },
    });
    if (code !== 0) throw new Error(`podman ${args.join(' ')} failed:\n${output}`);
    return output;
  }

  /** The names of all containers, running or not. */
  async containers(): Promise<string[]> {
    return (await this.run('ps', '--all', '--format', '{{.Names}}')).split('\n').filter(Boolean);
  }

  async close(): Promise<void> {
    await this.run('rm', '--force', '--all');
    this.holder.child.stdin!.end('end\n');
    await this.holder.ended;
  }
}

/** As soon as the process is in a user namespace of its own. */
async function mapIds(pid: number, map: string): Promise<void> {
  const { output, code } = await exec(
    [
      'sh',
      '-c',
      'while [ "$(readlink /proc/$0/ns/user)" = "$(readlink /proc/self/ns/user)" ]; do sleep 0.05; done; echo "$1" > /proc/$0/uid_map && echo "$1" > /proc/$0/gid_map',
      String(pid),
      map,
    ],
    { cwd: '/', env: cleanEnv(), timeout: 20_000 },
  );
  if (code !== 0) throw new Error(`the ids of the namespace were not mapped:\n${output}`);
}
