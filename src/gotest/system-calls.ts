import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

/** Who wrote a log of system calls: QEMU prints paths as they are, strace escapes them. */
export type CallLogFormat = 'qemu' | 'strace';

/** A system call that names a path. */
export interface SystemCall {
  /** The process; for strace and for QEMU since 8 the thread. */
  readonly pid: number;
  readonly verb: 'open' | 'examine' | 'chdir';
  readonly path: string;
  /** The folder that a relative path is counted from, or its descriptor; undefined is the current folder. */
  readonly base?: string | number;
  /** The current folder, where the log has it. */
  readonly current?: string;
  /** The descriptor that a folder was opened as. */
  readonly descriptor?: number;
  /** The process becomes another program. */
  readonly isExec?: true;
}

const VERBS: Readonly<Record<string, SystemCall['verb']>> = {
  ...verbs('open', 'open openat openat2 execve execveat'),
  ...verbs('examine', 'stat lstat stat64 lstat64 newfstatat fstatat64 fstatat statx access faccessat faccessat2'),
  ...verbs('examine', 'readlink readlinkat'),
  ...verbs('chdir', 'chdir'),
};

/** `7 openat(AT_FDCWD,"a",O_RDONLY) = 3`. QEMU puts calls of several threads on one line; strace names descriptors. */
const CALL = new RegExp(
  String.raw`(\d+) +(${Object.keys(VERBS).join('|')})\((?:(AT_FDCWD|-?\d+)(?:<((?:[^>\\]|\\.)*)>)?, ?)?"((?:[^"\\]|\\.)*)"(?:, ?\{?(?:flags=)?([A-Z_|0-9]+))?`,
  'g',
);
const FCHDIR = /^(\d+) +fchdir\(\d+<((?:[^>\\]|\\.)*)>\)/;
const FAILED = /^\) += -1/;
const DESCRIPTOR = /\) = (\d+)(?:<.*)?$/;

function verbs(verb: SystemCall['verb'], names: string): Record<string, SystemCall['verb']> {
  return Object.fromEntries(names.split(' ').map((name) => [name, verb]));
}

/**
 * The calls of one line. Whether they succeeded is not looked at: where threads took turns, the result behind a call is
 * that of another. A chdir is mostly alone: a child begins with it.
 */
export function systemCalls(line: string, format: CallLogFormat): SystemCall[] {
  const text = format === 'strace' ? unescape : (path: string) => path;
  const [, thread, folder] = (format === 'strace' && FCHDIR.exec(line)) || [];
  if (folder !== undefined) return [{ pid: Number(thread), verb: 'chdir', path: text(folder) }];
  return [...line.matchAll(CALL)].flatMap((match): SystemCall[] => {
    const [all, pid, name, at, named, path, flags = ''] = match;
    const rest = line.slice(match.index + all.length);
    const verb = verbOf(name!, flags);
    if (verb === undefined || path === '' || (verb === 'chdir' && FAILED.test(rest))) return [];
    const call = { pid: Number(pid), verb, path: text(path!), ...baseOf(at, named && text(named)) };
    if (flags.includes('O_DIRECTORY')) return [{ ...call, descriptor: descriptorOf(DESCRIPTOR.exec(rest)?.[1]) }];
    if (!name!.startsWith('exec')) return [call];
    return [{ ...call, isExec: true }, ...(format === 'qemu' ? argumentsIn(rest, call.pid) : [])];
  });
}

function baseOf(at: string | undefined, named: string | undefined): Pick<SystemCall, 'base' | 'current'> {
  return at === 'AT_FDCWD' ? { current: named } : { base: named ?? descriptorOf(at) };
}

function verbOf(name: string, flags: string): SystemCall['verb'] | undefined {
  const verb = VERBS[name];
  if (verb !== 'open') return verb;
  if (/\bO_WRONLY\b/.test(flags)) return undefined;
  return /\bO_PATH\b/.test(flags) ? 'examine' : 'open';
}

function descriptorOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

/** An emulator does not see what the host's own programs read; what they are told to read is in their arguments. */
function argumentsIn(rest: string, pid: number): SystemCall[] {
  const [, ...words] = [...rest.matchAll(/"([^"]*)"/g)].map(([, word]) => word!);
  return words.filter((word) => word !== '').map((path) => ({ pid, verb: 'examine', path }));
}

/** Strings as strace prints them: `\303\274`, `\"`, `\n`. */
function unescape(text: string): string {
  if (!text.includes('\\')) return text;
  const letters: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', v: '\v', f: '\f' };
  const bytes = text.replace(/\\([0-7]{1,3})|\\(.)/g, (_all, octal: string | undefined, letter: string) =>
    octal === undefined ? (letters[letter] ?? letter) : String.fromCharCode(Number.parseInt(octal, 8)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** The lines of a file that may be far larger than what is of interest in it. */
export function* linesOf(file: string): Generator<string> {
  const descriptor = openSync(file, 'r');
  try {
    const [buffer, decoder] = [Buffer.alloc(1 << 20), new StringDecoder('utf8')];
    let rest = '';
    for (let size; (size = readSync(descriptor, buffer)) > 0;) {
      const lines = (rest + decoder.write(buffer.subarray(0, size))).split('\n');
      rest = lines.pop()!;
      yield* lines;
    }
    yield rest;
  } finally {
    closeSync(descriptor);
  }
}
