import { parseProfile, type Profile, PROFILE_FILE, SUMMARY_FILE } from '../../../results';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { profileMissing } from '../../errors';
import type { CoverageExecutorSchema } from '../schema';
import { isObject, parseJson, readText } from '../../../files';
import { testTargets, type TestTarget } from './test-targets';

export interface PortProfile {
  readonly port: string;
  /** The file, from the workspace's root. */
  readonly name: string;
  readonly profile: Profile;
}

/** The profile of every port for which there is something to test; an error for the first that has none. */
export function portProfiles({ targets }: CoverageExecutorSchema, context: ExecutorContext): PortProfile[] {
  const all = testTargets(targets, context);
  const tested = all.filter(({ folder }) => existsSync(join(folder, PROFILE_FILE)) || !hadNothing(folder));
  return (tested.length > 0 ? tested : all).map((target) => read(target, context));
}

/** Whether file names and build constraints left nothing for the port. */
function hadNothing(folder: string): boolean {
  const summary = parseJson(readText(join(folder, SUMMARY_FILE)));
  return (
    isObject(summary) &&
    summary.outcome === 'noTests' &&
    Array.isArray(summary.packages) &&
    summary.packages.length === 0
  );
}

function read({ name: target, port, folder }: TestTarget, { root, projectName }: ExecutorContext): PortProfile {
  const file = join(folder, PROFILE_FILE);
  const name = relative(root, file);
  if (!existsSync(file)) throw profileMissing(target, projectName!, name);
  return { port, name, profile: parseProfile(readFileSync(file, 'utf8'), name) };
}
