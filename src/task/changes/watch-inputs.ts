import { readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { HASHED_VARIABLE, ignoredTest, nxCacheFolder, readRerunMark, type RerunMark } from '../../host';
import { contentDigest, UNSEEN_PREFIX, type TaskKey } from '../../task-key';
import type { NormalizedTestOptions } from '../options/normalize-options';
import { isInDigests } from '../undeclared/file-facts';
import { keyOf } from '../undeclared/key-of';
import { isBelow } from '../../golang';
import { isEmbeddedBelow } from './embedded';
import { foreignWork } from './foreign-tasks';
import { touchedSince, type Touched } from './scan';

/** Watches over what the key of a task stands for, from before its run to the end of it. */
export interface InputWatch {
  /** The mark that the target had when Nx hashed it. */
  readonly mark?: RerunMark;
  /** Where a mark goes; undefined when the key of the target cannot hold one. */
  readonly place?: { readonly cache: string; readonly variable: string };
  /** The files of the key that are no longer as Nx hashed them, and the folders that lost one, with a slash at the end. */
  changed(): Promise<string[]>;
}

/** Nx looks at files once, when a command begins; `env` says when that was. */
export function watchInputs(
  { root, outputDir, resultsDir }: NormalizedTestOptions,
  context: ExecutorContext,
  env: NodeJS.ProcessEnv,
): InputWatch {
  const startedAt = Date.now();
  const key = keyOf(context, []);
  const variable = key.variables.find((name) => name.startsWith(UNSEEN_PREFIX));
  const place = variable === undefined ? undefined : { cache: nxCacheFolder(root), variable };
  const mark = place && readRerunMark(place.cache, place.variable);
  // What a run changed once it may change again, to the very same: tests write golden files.
  const before = new Map(mark?.changed.map((path) => [path.replace(/\/$/, ''), contentOf(root, path, key)]));
  const projects = Object.values(context.projectsConfigurations.projects).map((project) => project.root);
  const changed = async () => {
    const touched = touchedSince({
      ...{ root, folders: key.folders, projectRoots: new Set(projects) },
      since: Number(env[HASHED_VARIABLE]) || startedAt,
      except: new Set([outputDir, resultsDir]),
    });
    if (touched.length === 0) return [];
    const { roots, outputs } = foreignWork(context);
    const isOutput = (path: string) => outputs.some((output) => isBelow(path, output));
    const isForeign = ({ path, at }: Touched) =>
      at <= startedAt && (roots.has(ownerOf(path, projects) ?? '.') || isOutput(path));
    const isSame = ({ path, at }: Touched) => at > startedAt && before.get(path) === contentOf(root, path, key);
    const others = touched.filter((one) => holds(one, key) && !isForeign(one) && !isSame(one));
    return withoutUnheld(others, root, env)
      .map(({ path, isFolder }) => (isFolder ? `${path}/` : path))
      .sort();
  };
  return { mark, place, changed };
}

/** The root of the project that a path counts to: the nearest one above it. */
function ownerOf(path: string, roots: readonly string[]): string | undefined {
  const above = roots.filter((one) => isBelow(path, one));
  return above.sort((a, b) => b.length - a.length)[0];
}

/** A folder counts when a file in it would. */
function holds({ path, isFolder }: Touched, key: TaskKey): boolean {
  return key.holdsFile(isFolder ? posix.join(path, 'any.go') : path, false);
}

function contentOf(root: string, path: string, key: TaskKey): string {
  try {
    const names = readdirSync(join(root, path)).filter((name) => key.holdsFile(posix.join(path, name), false));
    return names.sort().join('\0');
  } catch {
    return contentDigest(join(root, path));
  }
}

/** Of what git ignores, only what Go compiles or embeds and test data are in the key. */
function withoutUnheld(paths: readonly Touched[], root: string, env: NodeJS.ProcessEnv): Touched[] {
  const isIgnored = ignoredTest(root, env);
  return paths.filter(
    ({ path, isFolder }) =>
      !isIgnored(isFolder ? `${path}/` : path) || isInDigests(path) || isEmbeddedBelow(root, path),
  );
}
