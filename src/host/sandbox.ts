import { readlinkSync } from 'node:fs';
import { namesIn, readText } from '../files';

/** The state of this boot, container and user that decides whether a proof made earlier still holds. */
export function sandboxState(): readonly unknown[] {
  return [
    process.platform,
    process.getuid?.(),
    readText('/proc/sys/kernel/random/boot_id'),
    link('/proc/self/ns/user'),
    link('/proc/self/ns/mnt'),
    readText('/proc/self/status')?.match(/^(NoNewPrivs|Seccomp|CapEff|CapBnd):.*$/gm),
    readText('/proc/sys/user/max_user_namespaces'),
    readText('/proc/sys/kernel/unprivileged_userns_clone'),
    readText('/proc/sys/kernel/apparmor_restrict_unprivileged_userns'),
    binfmtTable(),
  ];
}

function binfmtTable(): string[] {
  const table = '/proc/sys/fs/binfmt_misc';
  return namesIn(table).map((name) => `${name} ${readText(`${table}/${name}`)}`);
}

function link(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
