import { readlinkSync } from 'node:fs';
import { capture, shellWords, type Captured } from '../process';
import { ELF_PROGRAM_OUTPUT } from '../emulation';
import { withElfFiles } from './elf-files';
import { withoutQemu } from './emulator-env';
import { fileDigest, fileIdentity } from './identity/file-identity';

/** The program that executed a binary, seen while it did. */
export interface SeenProgram {
  /** Its path where it was opened: here there may be another file, or none. */
  readonly path: string;
  readonly file: string;
  /** Of its content; left out for a QEMU that says its version and takes a CPU model. */
  readonly digest?: string;
}

export type Answer =
  /** `silent`: something answered, but not as it would on a machine that is well. */
  | {
      readonly outcome: 'ran' | 'silent';
      /** The first line that QEMU says of itself; empty when something else runs, or QEMU is not let know what is asked. */
      readonly versionLine: string;
      readonly takesCpu: boolean;
      readonly program?: SeenProgram;
    }
  /** The kernel runs such binaries by itself, or nothing does. */
  | { readonly outcome: 'kernel' | 'nothing' };

/** No QEMU has a CPU model of this name. */
export const NO_CPU = 'nx-go-cross';
const TIMEOUT = 60_000;

/**
 * Starts a binary of a GOARCH as it is, to see what executes it: QEMU prints its version for QEMU_VERSION and refuses an
 * unknown model in QEMU_CPU, both before it looks at the binary, and /proc shows the program of a running process.
 */
export async function askInterpreter(goarch: string, env: NodeJS.ProcessEnv): Promise<Answer> {
  const answer = await withElfFiles([goarch], ([file = ''], folder) => ask(file, folder, env));
  return answer ?? { outcome: 'nothing' };
}

/**
 * What binaries of each GOARCH print when QEMU is asked for its version: its version, nothing where nothing executes them,
 * and something else where another program does. Undefined for those that nobody knows it of.
 */
export async function askVersions(
  goarchs: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Readonly<Record<string, string | undefined>>> {
  const found = await withElfFiles(goarchs, async (files, cwd) => {
    const argv = [...shellWords(__dirname, 'ask-versions.sh'), ...files];
    const { stdout } = await capture(argv, { cwd, env: bare(env), timeout: TIMEOUT });
    return files.map((file, index) => {
      const [, text] = `\n${stdout}`.split(`\n${file}\n`);
      const isEnded = index + 1 === files.length || stdout.includes(`\n${files[index + 1]}\n`);
      return [goarchs[index], isEnded ? text?.split('\n', 1)[0] : undefined] as const;
    });
  });
  return Object.fromEntries(found ?? []);
}

/** A binary that is taken for a script must find no program (see runProbe). */
function bare(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...withoutQemu(env), PATH: '' };
}

async function ask(file: string, cwd: string, env: NodeJS.ProcessEnv): Promise<Answer> {
  const start = (more: NodeJS.ProcessEnv, onOutput?: (pid: number) => void) =>
    capture([file], { cwd, env: { ...bare(env), ...more }, timeout: TIMEOUT, ...(onOutput ? { onOutput } : {}) });
  const version = await start({ QEMU_VERSION: '1' });
  if (isRefused(version, file)) return { outcome: 'nothing' };
  const refusal = await start({ QEMU_CPU: NO_CPU });
  const [said = ''] = version.stdout.split('\n', 1);
  const versionLine = isQemuVersion(said) ? said : '';
  const takesCpu = refusesCpu(refusal, NO_CPU);
  let program: SeenProgram | undefined;
  const ran = await start({}, (pid) => (program = seenProgram(pid, versionLine === '' || !takesCpu)));
  if (program !== undefined && program.file === fileIdentity(file)) return { outcome: 'kernel' };
  const isClear = isRun(ran) && (versionLine !== '' || isRun(version)) && (takesCpu || isRun(refusal));
  return { outcome: isClear ? 'ran' : 'silent', versionLine, takesCpu, program };
}

function isRun({ exitCode, stdout }: Captured): boolean {
  return exitCode === 0 && stdout === ELF_PROGRAM_OUTPUT;
}

export function isQemuVersion(line: string): boolean {
  return /^qemu-\S+ version \d/.test(line);
}

/** QEMU says that it has no such CPU model, and ends. */
export function refusesCpu({ exitCode, stderr }: Captured, cpu: string): boolean {
  return exitCode !== 0 && stderr.includes(`unable to find CPU model '${cpu}'`);
}

/** The kernel refused the binary, by itself or through the shell that then took it for a script. */
function isRefused({ exitCode, stdout, stderr, errno }: Captured, file: string): boolean {
  return errno !== undefined || (exitCode !== 0 && stdout === '' && stderr.startsWith(`${file}: `));
}

function seenProgram(pid: number, isDigested: boolean): SeenProgram | undefined {
  try {
    const link = `/proc/${pid}/exe`;
    const [path, file] = [readlinkSync(link).replace(/ \(deleted\)$/, ''), fileIdentity(link)];
    if (file === undefined) return undefined;
    return { path, file, ...(isDigested ? { digest: fileDigest(link) } : {}) };
  } catch {
    // Another user's, or it has just ended.
    return undefined;
  }
}
