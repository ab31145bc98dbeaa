import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forgetTestResults, GOCACHE, REPOSITORY } from './suite';

/**
 * Packs the plugin as npm would publish it, once for all specs, lets no earlier run's test results count, and compiles what
 * the first specs would compile each for itself: cmd/go does not wait for another one that compiles the same.
 */
export default function setup(): void {
  const dir = mkdtempSync(join(realpathSync(tmpdir()), 'nx-go-cross-e2e-'));
  chmodSync(dir, 0o755);
  const packed = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', dir], {
    cwd: REPOSITORY,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  renameSync(join(dir, JSON.parse(packed)[0].filename), join(dir, 'nx-go-cross.tgz'));
  mkdirSync(GOCACHE, { recursive: true });
  forgetTestResults(GOCACHE);
  for (const GOARCH of ['amd64', 'arm64']) {
    const env = { ...process.env, GOCACHE, GOOS: 'linux', GOARCH, CGO_ENABLED: '0', GOFLAGS: '' };
    execFileSync('go', ['build', 'testing', 'os/exec', 'encoding/json'], { cwd: dir, env, stdio: 'inherit' });
  }
  process.env.NX_GO_CROSS_E2E_DIR = dir;
}
