import { relative } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { CrossTestError } from '../../errors';
import { coverageText } from '../../reports';
import { flushed } from '../../task';
import { mergedFile, writeMerged } from './lib/merged-file';
import { portProfiles } from './lib/port-profiles';
import type { CoverageExecutorSchema } from './schema';
import { formatProfile, mergeProfiles } from '../../results';

/** Executor `nx-go-cross:coverage`: one cover profile of what a project's tests covered on any of its ports. */
export default async function coverageExecutor(
  schema: CoverageExecutorSchema,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  const file = mergedFile(context);
  try {
    const ports = portProfiles(schema, context);
    const merged = mergeProfiles(ports);
    writeMerged(file, formatProfile(merged));
    process.stdout.write(coverageText(ports, merged, relative(context.root, file)));
    return { success: true };
  } catch (error) {
    if (!(error instanceof CrossTestError)) throw error;
    process.stderr.write(`${error.format()}\n`);
    return { success: false };
  } finally {
    await flushed();
  }
}
