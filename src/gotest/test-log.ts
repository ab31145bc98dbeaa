import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { namesIn, readText } from '../files';
import { tracedReads } from './traced-reads';

/** What the tests of one package asked Go's package os for: absolute paths and names of variables, each once. */
export interface TestLog {
  /** The folder of the package. */
  readonly dir: string;
  readonly variables: readonly string[];
  /** Files and folders that were opened, for reading or for writing: the log does not tell. */
  readonly opened: readonly string[];
  /** What was only looked at: os.Stat and the like. */
  readonly examined: readonly string[];
  /** Whether system calls were logged too: what is missing here was not read. */
  readonly traced?: true;
}

const MAGIC = '# test log\n';
const FOLDER = 'testlogs';

/** Makes the folder that the shim keeps logs in. Without it the shim keeps none. */
export function keepTestLogs(scratch: string): void {
  mkdirSync(join(scratch, FOLDER));
}

/** Where a binary is to write its log; beside it, as the shim does it, the name of its package's folder. */
export function testLogPath(scratch: string, name: string, dir: string): string {
  writeFileSync(join(scratch, FOLDER, `${name}.dir`), `${dir}\n`);
  return join(scratch, FOLDER, `${name}.log`);
}

/** The logs that the shim kept, of the packages whose binary ran. The folder is gone after that, for the next run. */
export function takeTestLogs(scratch: string): TestLog[] {
  const folder = join(scratch, FOLDER);
  const logs = namesIn(folder).flatMap((file) => {
    if (!file.endsWith('.dir')) return [];
    const name = file.slice(0, -'.dir'.length);
    const dir = readText(join(folder, `${name}.dir`))?.trimEnd() ?? '';
    const log = withTrace(folder, name, dir, parseTestLog(readText(join(folder, `${name}.log`)) ?? '', dir));
    return log === undefined ? [] : [log];
  });
  rmSync(folder, { recursive: true, force: true });
  return logs;
}

/** A binary that never came to m.Run has a log of system calls only. */
function withTrace(folder: string, name: string, dir: string, log?: TestLog): TestLog | undefined {
  const traced = dir === '' ? undefined : tracedReads(folder, name, dir);
  if (traced === undefined) return log;
  const opened = new Set([...(log?.opened ?? []), ...traced.opened]);
  const examined = new Set([...(log?.examined ?? []), ...traced.examined].filter((path) => !opened.has(path)));
  return { dir, variables: log?.variables ?? [], opened: [...opened], examined: [...examined], traced: true };
}

/**
 * The text that a test binary writes to -test.testlogfile (testing/internal/testdeps); undefined for any other.
 * @internal
 */
export function parseTestLog(text: string, dir: string): TestLog | undefined {
  if (!text.startsWith(MAGIC) || dir === '') return undefined;
  const found = { getenv: new Set<string>(), open: new Set<string>(), stat: new Set<string>() };
  let pwd = dir;
  // What follows the last end of line was cut off when the binary died.
  for (const line of text.slice(MAGIC.length, text.lastIndexOf('\n')).split('\n')) {
    const [, verb, name] = /^(getenv|open|stat|chdir) (.+)$/.exec(line) ?? [];
    if (verb === 'chdir') pwd = name!;
    else if (verb === 'getenv') found.getenv.add(name!);
    else if (verb === 'open' || verb === 'stat') found[verb].add(resolve(pwd, name!));
  }
  const examined = [...found.stat].filter((path) => !found.open.has(path));
  return { dir, variables: [...found.getenv], opened: [...found.open], examined };
}
