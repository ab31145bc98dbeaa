import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { linesOf, systemCalls, type CallLogFormat, type SystemCall } from './system-calls';

/** What a test binary and its children opened and examined. Absolute paths. */
interface Reads {
  readonly opened: Set<string>;
  readonly examined: Set<string>;
}

interface CallLog {
  /** Of the process that the log was begun for; undefined for one log of all processes. */
  readonly pid?: number;
  readonly calls: readonly SystemCall[];
}

/** The system calls that trace.sh had logged for a binary; undefined when there is no log. `dir` is where it began. */
export function tracedReads(folder: string, name: string, dir: string): Reads | undefined {
  const logs = readLogs(folder, name);
  if (logs.length === 0) return undefined;
  const reads = { opened: new Set<string>(), examined: new Set<string>() };
  const folders = new Map<number, string>();
  const pending = new Set(logs);
  const children = new Set(logs.flatMap((log) => [...childrenIn(log)]));
  const follow = (log: CallLog) => {
    for (const pid of applyLog(log, folders, dir, reads)) {
      const next = logs.find((one) => one.pid === pid);
      if (next !== undefined && pending.delete(next)) follow(next);
    }
  };
  // Parents first: a child begins where its parent left it. A log whose parent is lost comes last.
  const isRoot = ({ pid }: CallLog) => pid === undefined || !children.has(pid);
  for (const log of [...logs.filter(isRoot), ...logs]) if (pending.delete(log)) follow(log);
  return reads;
}

function readLogs(folder: string, name: string): CallLog[] {
  return readdirSync(folder).flatMap((file): CallLog[] => {
    if (!file.startsWith(`${name}.`)) return [];
    if (file === `${name}.strace`) return [{ calls: callsIn(join(folder, file), 'strace') }];
    const [, pid] = /^(\d+)\.qemu$/.exec(file.slice(name.length + 1)) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), calls: callsIn(join(folder, file), 'qemu') }];
  });
}

/** Tests read the same files many times: each call counts once between two that change what paths mean. */
function callsIn(file: string, format: CallLogFormat): SystemCall[] {
  const calls: SystemCall[] = [];
  const seen = new Set<string>();
  for (const line of linesOf(file)) {
    if (!line.includes('"') && !line.includes('fchdir(')) continue;
    for (const call of systemCalls(line, format)) {
      const key = JSON.stringify(call);
      if (call.verb === 'chdir' || call.descriptor !== undefined) seen.clear();
      if (!seen.has(key)) calls.push(call);
      seen.add(key);
    }
  }
  return calls;
}

/** Adds what a log says to `reads`; returns the processes that it met besides its own. */
function applyLog(
  { pid: owner, calls }: CallLog,
  folders: Map<number, string>,
  dir: string,
  reads: Reads,
): Set<number> {
  const children = childrenIn({ pid: owner, calls });
  const descriptors = new Map<string, string>();
  for (const { pid, verb, path, base, current, descriptor } of calls) {
    // Threads have the folder of their process. A child begins where its parent is.
    const process = owner === undefined || children.has(pid) ? pid : owner;
    const folder = current ?? folders.get(process) ?? folders.get(owner ?? process) ?? dir;
    const from = typeof base === 'number' ? descriptors.get(`${process} ${base}`) : (base ?? folder);
    if (from === undefined && !path.startsWith('/')) continue;
    const full = resolve(from ?? folder, path);
    folders.set(process, verb === 'chdir' ? full : folder);
    if (descriptor !== undefined) descriptors.set(`${process} ${descriptor}`, full);
    if (verb !== 'chdir') reads[verb === 'open' ? 'opened' : 'examined'].add(full);
  }
  return children;
}

/** Those that become another program: QEMU names threads like processes. */
function childrenIn({ pid: owner, calls }: CallLog): Set<number> {
  return new Set(calls.filter(({ pid, isExec }) => isExec && pid !== owner).map(({ pid }) => pid));
}
