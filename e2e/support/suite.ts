import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';

export const REPOSITORY = resolve(__dirname, '..', '..');
/** Kept between runs on one machine, git-ignored: compiled Go packages only. */
export const GOCACHE = join(REPOSITORY, 'node_modules', '.cache', 'e2e', 'gocache');

/** The folder of this run, made by global-setup and removed by global-teardown. */
export function suiteDir(): string {
  const dir = process.env.NX_GO_CROSS_E2E_DIR;
  if (!dir) throw new Error('e2e specs run through jest, whose global set-up packs the plugin');
  return dir;
}

/** The packed plugin. */
export const tarball = () => join(suiteDir(), 'nx-go-cross.tgz');
/** The slow tier: npm run test:full. */
export const isFull = () => process.env.NX_GO_CROSS_FULL === '1';

/** Results of tests in a Go cache count no more, compiled packages stay: an earlier run must not stand in for this one. */
export function forgetTestResults(cache: string): void {
  execFileSync('go', ['clean', '-testcache'], { env: { ...process.env, GOCACHE: cache }, stdio: 'inherit' });
}
