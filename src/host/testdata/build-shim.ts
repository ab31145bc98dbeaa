import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The real program, built by the real Go: what it passes on is up to the kernel. Returns its path. */
export function buildShimInto(folder: string): string {
  const shim = join(folder, 'shim');
  const env = { ...process.env, GOFLAGS: '-buildvcs=false', GOWORK: 'off', CGO_ENABLED: '0', GOOS: '', GOARCH: '' };
  const { status, stderr } = spawnSync('go', ['build', '-o', shim, '.'], { cwd: join(__dirname, '..', 'shim'), env });
  if (status !== 0) throw new Error(stderr.toString());
  return shim;
}
