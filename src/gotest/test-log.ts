import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** What the tests of one package asked Go's package os for: absolute paths and names of variables, each once. */
export interface TestLog {
  /** The folder of the package. */
  readonly dir: string;
  readonly variables: readonly string[];
  /** Files and folders that were opened, for reading or for writing: the log does not tell. */
  readonly opened: readonly string[];
  /** What was only looked at: os.Stat and the like. */
  readonly examined: readonly string[];
}

const MAGIC = '# test log\n';
const FOLDER = 'testlogs';

/** Makes the folder that testlog.sh keeps logs in. Without it the shim keeps none. */
export function keepTestLogs(scratch: string): void {
  mkdirSync(join(scratch, FOLDER));
}

/** Where a binary is to write its log; beside it, as testlog.sh does it, the name of its package's folder. */
export function testLogPath(scratch: string, name: string, dir: string): string {
  writeFileSync(join(scratch, FOLDER, `${name}.dir`), `${dir}\n`);
  return join(scratch, FOLDER, `${name}.log`);
}

/** The logs that testlog.sh kept, of the packages whose binary ran. The folder is gone after that, for the next run. */
export function takeTestLogs(scratch: string): TestLog[] {
  const folder = join(scratch, FOLDER);
  const logs = list(folder).flatMap((name) => {
    const log = parseTestLog(read(join(folder, `${name}.log`)), read(join(folder, `${name}.dir`)).trimEnd());
    return log === undefined ? [] : [log];
  });
  rmSync(folder, { recursive: true, force: true });
  return logs;
}

/** The text that a test binary writes to -test.testlogfile (testing/internal/testdeps); undefined for any other. */
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

function list(folder: string): string[] {
  try {
    const logs = readdirSync(folder).filter((name) => name.endsWith('.log'));
    return logs.map((name) => name.slice(0, -'.log'.length));
  } catch {
    return [];
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
