import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forgetTestResults, GOCACHE, REPOSITORY } from './suite';

/** Packs the plugin as npm would publish it, once for all specs, and lets no earlier run's test results count. */
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
  process.env.NX_GO_CROSS_E2E_DIR = dir;
}
