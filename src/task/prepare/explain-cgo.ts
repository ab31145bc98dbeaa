import { listPackagesThatNeedCgo, type CgoPackage, type UnitRun } from '../../gotest';
import type { CgoSetup } from './cgo-setup';

/**
 * Says of builds that failed without cgo which package they miss. Only Go knows which of the imported packages have files
 * for cgo, and it is asked only when a build has failed.
 */
export async function explainCgo({ run, unit, cancelled }: UnitRun, { mode }: Pick<CgoSetup, 'mode'>): Promise<void> {
  const { outcome } = run;
  const isSuspect = outcome === 'buildFailed' || outcome === 'setupFailed';
  if (mode !== 'off' || !isSuspect || cancelled || unit.binaries !== undefined) return;
  const packages = await listPackagesThatNeedCgo(unit);
  if (packages.length === 0) return;
  run.explainBuilds((build) => ({ cgoPackage: packages.find((one) => isMissed(one, build))?.importPath }));
}

/** Where it has no other file it is not there at all; where it has some, what the others declare is undefined. */
function isMissed({ dir, name, importPath }: CgoPackage, build: string): boolean {
  if (build.includes(`build constraints exclude all Go files in ${dir}\n`)) return true;
  if (build.trimEnd().endsWith(`build constraints exclude all Go files in ${dir}`)) return true;
  const isOwn = build.split('\n').some((line) => line === `# ${importPath}` || line.startsWith(`# ${importPath} [`));
  return build.includes(`: undefined: ${name}.`) || (isOwn && build.includes(': undefined: '));
}
