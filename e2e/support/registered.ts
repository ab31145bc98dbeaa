import { join } from 'node:path';
import { binfmtRegistration } from '../../src/emulation';
import { cleanEnv } from './env';
import { exec } from './exec';
import { REPOSITORY } from './suite';

const TABLE = '/proc/sys/fs/binfmt_misc';

/** The line of a shell script that registers an interpreter for arm64. */
export function register(interpreter: string, flags: string, name = 'qemu-aarch64'): string {
  const line = binfmtRegistration('arm64', interpreter, flags).replace('qemu-aarch64', name);
  return `printf %s '${line}' > ${TABLE}/register`;
}

/** The lines that register a copy with flag F and take it away: what docker/setup-qemu-action leaves. */
export function registerOpened(program: string, copy: string, flags = 'F', name?: string): string[] {
  return [`cp ${program} ${copy}`, register(copy, flags, name), `rm ${copy}`];
}

/** The line that switches a registration (`status` for all): 1 on, 0 off, -1 takes it away. */
export const turn = (entry: string, value: number) => `echo ${value} > ${TABLE}/${entry}`;

/** The line that hides the table, as most containers do. What is registered goes on to work. */
export const HIDE = `mount -t tmpfs none ${TABLE}`;

/**
 * The words that run a command on a machine of its own as far as binfmt_misc goes, without the installed emulators, after
 * lines of a shell script.
 */
export function onMachineWith(lines: readonly string[]): string[] {
  const script = [
    `mount -t binfmt_misc none ${TABLE}`,
    'for emulator in /usr/bin/qemu-*; do mount --bind /dev/null "$emulator"; done',
    ...lines,
    'exec "$@"',
  ];
  return ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-ec', script.join('\n'), 'sh'];
}

/** A program that stands in for QEMU of a version, or for an emulator that is no QEMU, and has `real` do the work. */
export async function standIn(path: string, real: string, version = ''): Promise<string> {
  const ldflags = `-ldflags=-X main.real=${real} -X main.version=${version}`;
  const cwd = join(REPOSITORY, 'e2e', 'fixtures', 'emulators');
  const { code, output } = await exec(['go', 'build', '-o', path, ldflags, '.'], {
    cwd,
    env: { ...cleanEnv(), CGO_ENABLED: '0' },
  });
  if (code !== 0) throw new Error(output);
  return path;
}
