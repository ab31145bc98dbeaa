import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isNeverInput, type FileFacts, type PackageReads, type TaskKey } from '../../task-key';
import type { UnloggedReads } from '../../reports';
import { pathsFrom } from '../../files';
import type { EarlyCall } from './early-calls';
import { isNeverFile } from '../../golang';

/** What one package calls before m.Run, where Go keeps no log. */
export interface EarlyReads {
  readonly calls: readonly EarlyCall[];
  /** The variables that the calls name. */
  readonly variables: readonly string[];
}

/** Sorts the early calls of a package. */
export function earlyReads(calls: readonly EarlyCall[]): EarlyReads {
  const names = calls.flatMap(({ kind, argument }) => (kind === 'env' && argument !== undefined ? [argument] : []));
  return { calls, variables: [...new Set(names)] };
}

/** Those packages of which an early call may read what the key does not hold. */
export function unloggedReads(
  packages: readonly { readonly reads: PackageReads; readonly early: EarlyReads }[],
  root: string,
  key: TaskKey,
  facts: FileFacts,
): UnloggedReads[] {
  return packages.flatMap(({ reads, early }) => {
    const open = early.calls.filter((call) => !isHarmless(call, reads, root, key, facts));
    const places = [...new Set(open.map(({ where }) => where))];
    const calls = places.map((place) => {
      const names = open.filter(({ where }) => where === place).map(({ name }) => name);
      return `${place}: ${[...new Set(names)].join(', ')}`;
    });
    return calls.length === 0 ? [] : [{ importPath: reads.importPath, calls }];
  });
}

function isHarmless(call: EarlyCall, reads: PackageReads, root: string, key: TaskKey, facts: FileFacts): boolean {
  const { kind, argument } = call;
  if (argument === undefined) return false;
  if (kind === 'env') {
    return isNeverInput(argument) || key.holdsVariable(argument) || facts.setsVariable(reads, argument);
  }
  const path = pathsFrom(root)(resolve(reads.dir, argument));
  if (path === undefined || path === '.' || isNeverFile(path) || !existsSync(join(root, path))) return true;
  const file = statSync(join(root, path)).isDirectory() ? `${path}/any` : path;
  return key.holdsFile(file, facts.isIgnored(path));
}
