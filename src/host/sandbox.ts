import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

/** The state of this boot, container and user that decides whether a proof made earlier still holds. */
export function sandboxState(): readonly unknown[] {
  return [
    process.platform,
    process.getuid?.(),
    text('/proc/sys/kernel/random/boot_id'),
    link('/proc/self/ns/user'),
    link('/proc/self/ns/mnt'),
    text('/proc/self/status').match(/^(NoNewPrivs|Seccomp|CapEff|CapBnd):.*$/gm),
    text('/proc/sys/user/max_user_namespaces'),
    text('/proc/sys/kernel/unprivileged_userns_clone'),
    text('/proc/sys/kernel/apparmor_restrict_unprivileged_userns'),
    binfmtTable(),
  ];
}

function binfmtTable(): string[] {
  const table = '/proc/sys/fs/binfmt_misc';
  try {
    return readdirSync(table).map((name) => `${name} ${text(`${table}/${name}`)}`);
  } catch {
    return [];
  }
}

function text(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function link(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
