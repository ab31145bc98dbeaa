import { dirname, join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { readRegularText } from '../../task-key';
import { isGoFile } from '../options/go-folders';
import { readModFile, isInModule } from '../../golang';
import { entriesIn } from '../../files';
import { earlyCalls, mayRead, type EarlyCall } from './early-calls';
import { readGoFile } from './go-declarations';

/** The early calls of the package in a folder, and of the packages of the workspace that it imports. */
export type FindEarlyCalls = (dir: string) => readonly EarlyCall[];

interface Scanned {
  readonly calls: readonly EarlyCall[];
  readonly imports: readonly string[];
}

/** Reads the Go files of packages, each package once for all that import it. */
export function earlyCallsIn(context: ExecutorContext): FindEarlyCalls {
  const folderOf = workspaceImports(context);
  const scans = new Map<string, Scanned>();
  const scanned = (dir: string, hasTests: boolean) => {
    const key = `${hasTests} ${dir}`;
    const known = scans.get(key) ?? scan(dir, hasTests);
    scans.set(key, known);
    return known;
  };
  return (dir) => {
    const queue = new Map([[dir, true]]);
    const found: EarlyCall[] = [];
    for (const [at, hasTests] of queue) {
      const { calls, imports } = scanned(at, hasTests);
      found.push(...calls);
      for (const path of imports) {
        const folder = folderOf(path, at);
        if (folder !== undefined && !queue.has(folder)) queue.set(folder, false);
      }
    }
    return found;
  };
}

function scan(dir: string, hasTests: boolean): Scanned {
  const sources = entriesIn(dir)
    .filter((entry) => isGoFile(entry) && (hasTests || !entry.name.endsWith('_test.go')))
    .flatMap((entry) => readRegularText(join(dir, entry.name)) ?? []);
  const used = sources.filter((source) => !/^\/\/go:build ignore$/m.test(source));
  const files = used.map(readGoFile);
  return {
    // Without a file that imports one of the packages that read there is nothing to follow.
    calls: used.some(mayRead) ? earlyCalls(files, hasTests) : [],
    imports: [...new Set(files.flatMap((file) => file.importPaths))],
  };
}

/** Where an import of a package in the workspace leads: in the importing module, or in a project that this one depends on. */
function workspaceImports({ root, projectName = '', projectGraph, projectsConfigurations }: ExecutorContext) {
  const { projects } = projectsConfigurations;
  const names = new Set([projectName]);
  for (const name of names) for (const { target } of projectGraph?.dependencies[name] ?? []) names.add(target);
  const folders = [...names].flatMap((name) => (projects[name] ? [join(root, projects[name].root)] : []));
  const modules = folders.flatMap((dir) => moduleAt(dir) ?? []);
  const owners = new Map<string, Module | undefined>();
  return (path: string, from: string): string | undefined => {
    if (!owners.has(from)) owners.set(from, moduleAbove(from));
    const own = owners.get(from);
    const all = own === undefined ? modules : [own, ...modules];
    const module = all.filter((one) => isInModule(path, one.path)).sort((a, b) => b.path.length - a.path.length)[0];
    return module && join(module.dir, path.slice(module.path.length));
  };
}

interface Module {
  readonly path: string;
  readonly dir: string;
}

function moduleAt(dir: string): Module | undefined {
  const path = readModFile(join(dir, 'go.mod')).module;
  return path === undefined ? undefined : { path, dir };
}

function moduleAbove(dir: string): Module | undefined {
  const module = moduleAt(dir);
  return module !== undefined || dir === dirname(dir) ? module : moduleAbove(dirname(dir));
}
