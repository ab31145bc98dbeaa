import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Port } from '../ports';
import { splitWords } from '../golang';
import { capture } from '../process';
import { sha256Of } from '../task-key';
import { factKey, fileStamp, remember } from './fact-store';
import { gnuTriplet } from '../emulation';

/** The folder with a port's dynamic loader and C library, for QEMU_LD_PREFIX: where Debian's cross packages put them. */
export function ldPrefixOf(port: Port): string | undefined {
  const triplet = gnuTriplet(port);
  const folder = triplet && join('/usr', triplet);
  return folder !== undefined && existsSync(join(folder, 'lib')) ? folder : undefined;
}

/** What identifies the C library below a prefix: another build of it may make a test's result another. */
export async function cLibraryIdentity(ldPrefix: string | undefined): Promise<string> {
  const file = ldPrefix === undefined ? undefined : join(ldPrefix, 'lib', 'libc.so.6');
  const stamp = file === undefined ? undefined : fileStamp(file);
  if (file === undefined || stamp === undefined) return '';
  return remember('libc', factKey(stamp), async () => sha256Of(file));
}

/**
 * The file of the C library that a compiler needs for linking and does not find. GNU's and LLVM's tell where a file is,
 * or else repeat its name; `zig cc` brings its own library, and of any other compiler nothing is known.
 */
export async function missingCLibrary(
  cc: string,
  mode: 'dynamic' | 'static',
  { env, cwd }: { readonly env: NodeJS.ProcessEnv; readonly cwd: string },
): Promise<string | undefined> {
  const file = mode === 'static' ? 'libc.a' : 'libc.so';
  if (isZig(cc)) return undefined;
  const { exitCode, stdout } = await capture([...splitWords(cc), `-print-file-name=${file}`], { env, cwd });
  const answer = stdout.trim();
  return exitCode === 0 && answer === file ? file : undefined;
}

/** `zig cc` brings a C library of its own, and is no compiler without its second word. */
export function isZig(cc: string): boolean {
  return basename(splitWords(cc)[0] ?? '') === 'zig';
}
