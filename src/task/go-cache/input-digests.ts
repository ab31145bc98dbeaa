import { join } from 'node:path';
import { digestData, type TestUnit } from '../../gotest';
import { digestDeclared } from './declared-inputs';
import { foreignFolders } from './foreign-folders';
import { libraryDigest } from './included-code';
import type { NormalizedTestOptions } from '../options/normalize-options';

/** What Go's key would not hold otherwise. Not worth its time where Go does not use its result cache. */
export async function inputDigests(
  options: NormalizedTestOptions,
  unit: Omit<TestUnit, 'dataDigest' | 'declaredDigest'>,
): Promise<Pick<TestUnit, 'dataDigest' | 'declaredDigest'>> {
  if (!canBeCached(options)) return { dataDigest: '', declaredDigest: '' };
  const { root, dir, outputDir, resultsDir, env, declared } = options;
  const except = [outputDir, resultsDir];
  const foreign = (await foreignFolders(unit, root)).map((folder) => [folder, digestData(join(root, folder), except)]);
  return {
    dataDigest: [digestData(dir, except), ...foreign.flat(), libraryDigest(options)].join(' '),
    declaredDigest: await digestDeclared(declared, { root, except, env }),
  };
}

/** Without a run there is no result, and these options keep Go from using its result cache at all (go help test; tryCacheWithID takes `-test.` arguments). */
function canBeCached({ goTest, kind, binaries }: NormalizedTestOptions): boolean {
  if (!kind.runsTests || binaries !== undefined) return false;
  const { count, bench, fuzz, shuffle, args } = goTest;
  return !count && !bench && !fuzz && !shuffle && args.every((arg) => arg.startsWith('-test.'));
}
