import { posix } from 'node:path';
import { CARRIER, INCLUDES_VARIABLE, IncludedFiles, type Included, type Including } from '../../task-key';
import { type PackageGraph, isEmbedded, upwards } from '../../golang';
import { KeptDirectives } from './kept-directives';
import type { Seen } from './seen';

/** By package, what is compiled into it from elsewhere. */
export type Includes = ReadonlyMap<string, Included>;

export function findIncludes(root: string, dirs: readonly string[], env: NodeJS.ProcessEnv): Includes {
  if (dirs.length === 0) return new Map();
  const kept = new KeptDirectives(root);
  const files = new IncludedFiles(root, env, kept.recall);
  const found = [...new Set(dirs)].map((dir) => [dir, files.of(dir)] as const);
  kept.save();
  return new Map(found.filter(([, included]) => included.size > 0));
}

/** What tests are made of besides the files of packages. */
export function includedFiles({ own, imported, selector }: Seen, includes: Includes): string[] {
  return [...includes].flatMap(([dir, included]) => {
    if (!own.has(dir) && !imported.has(dir)) return [];
    return [...included].flatMap(([name, files]) => (selector.isBuiltByName(name) ? files : []));
  });
}

/** What executors have to know: they tell Go. */
export function includesVariable(includes: Includes, { index }: PackageGraph): Record<string, string> {
  if (includes.size === 0) return {};
  const isEmbeddedIn = (dir: string, at: string) => {
    const patterns = index.packages.get(at)?.sources.embedding.flatMap(([, { embeds = [] }]) => embeds) ?? [];
    return isEmbedded(
      posix.relative(at, posix.join(dir, CARRIER)),
      patterns.map((pattern) => pattern.replace(/^all:/, '')),
    );
  };
  const dirs = [...includes.keys()].sort();
  const value: Including = {
    dirs,
    isEmbedded: dirs.some((dir) => [...upwards(dir)].some((at) => isEmbeddedIn(dir, at))),
  };
  return { [INCLUDES_VARIABLE]: JSON.stringify(value) };
}
