import { isAbsolute, join, posix, resolve } from 'node:path';
import { compilePositionsIn, framesIn, messagesIn, type Position, type TestRun } from '../../events';
import { pathsFrom, readText } from '../../files';

export interface Located {
  /** The workspace's folder. */
  readonly root: string;
  /** The folder that the go command ran in. */
  readonly dir: string;
  /** Folder of a package, relative to the workspace root; undefined for packages from elsewhere. */
  readonly folderOf: (importPath: string) => string | undefined;
}

/** Calls of testing.T that report a failure, and those that only print. */
const FAILS = /\.(Error|Errorf|Fatal|Fatalf|Fail|FailNow)\(/;
const PRINTS = /\.(Log|Logf)\(/;

/**
 * Gives every failure its line, and its file from the workspace root, as editors and GitHub want it. Only the source
 * says which of a test's messages was the failure and which was printed by t.Log.
 */
export function locateFailures(run: TestRun, { root, dir, folderOf }: Located): void {
  const known = new Map<string, readonly string[]>();
  const sourceOf = ({ file, line }: Position) => {
    const lines = known.get(file) ?? readText(join(root, file))?.split('\n') ?? [];
    known.set(file, lines);
    return lines[line - 1] ?? '';
  };
  for (const one of run.packages.values()) {
    const folder = folderOf(one.importPath);
    const below = (position: Position): Position[] => {
      const file = fromRoot(position.file, { root, folder, importPath: one.importPath });
      return file === undefined ? [] : [{ ...position, file }];
    };
    one.locate((test, output) => {
      const [frame] = framesIn(output).flatMap(below);
      if (test === '') return frame ?? firstCompiled(output, root, dir);
      if (folder === undefined) return undefined;
      return failingOf(messagesIn(output).map(inFolder(folder, below)), frame, sourceOf);
    });
  }
}

/** A message names its file without a folder, with -fullpath as a stack frame does. */
function inFolder(folder: string, below: (position: Position) => Position[]) {
  return ({ file, line }: Position): Position => {
    const [full] = file.includes('/') ? below({ file, line }) : [];
    return full ?? { file: posix.join(folder, file), line };
  };
}

function firstCompiled(output: string, root: string, dir: string): Position | undefined {
  return compilePositionsIn(output).flatMap(({ file, line }) => {
    const found = pathsFrom(root)(resolve(dir, file));
    return found === undefined ? [] : [{ file: found, line }];
  })[0];
}

/** The first message that reports a failure, else the panic, else the first message that is more than a print. */
function failingOf(
  messages: readonly Position[],
  frame: Position | undefined,
  sourceOf: (position: Position) => string,
): Position | undefined {
  return (
    messages.find((message) => FAILS.test(sourceOf(message))) ??
    frame ??
    messages.find((message) => !PRINTS.test(sourceOf(message))) ??
    messages.at(-1)
  );
}

/** The file of a stack frame: absolute, or with -trimpath below the package's import path. */
function fromRoot(
  file: string,
  { root, folder, importPath }: { readonly root: string; readonly folder?: string; readonly importPath: string },
): string | undefined {
  if (isAbsolute(file)) return pathsFrom(root)(file);
  const isOfPackage = folder !== undefined && file.startsWith(`${importPath}/`);
  return isOfPackage ? posix.join(folder, file.slice(importPath.length + 1)) : undefined;
}
