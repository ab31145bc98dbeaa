import { closeSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The first bytes of programs that a kernel loads: ELF, Mach-O in both byte orders and for several CPUs, PE. */
const PROGRAM = /^(?:7f454c46|fe?edface|fe?edfacf|c[ef]faedfe|cafebabe|4d5a)/;

/**
 * The GOROOT that a go command belongs to, for Go's own command in `GOROOT/bin` or a link to it. Undefined for anything
 * else: the shim of a version manager or a wrapper script, which may start another Go in each folder.
 */
export function gorootOf(command: string): string | undefined {
  try {
    const path = realpathSync(command);
    const root = dirname(dirname(path));
    const isGo = basename(dirname(path)) === 'bin' && /^go(?:\.exe)?$/.test(basename(path)) && isProgram(path);
    return isGo && ['VERSION', join('src', 'runtime')].some((name) => isThere(join(root, name))) ? root : undefined;
  } catch {
    return undefined;
  }
}

function isProgram(path: string): boolean {
  const descriptor = openSync(path, 'r');
  try {
    const head = Buffer.alloc(4);
    readSync(descriptor, head, 0, 4, 0);
    return PROGRAM.test(head.toString('hex'));
  } finally {
    closeSync(descriptor);
  }
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
