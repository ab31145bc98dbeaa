import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for each test, which also holds what is remembered of the machine. The environment is put back after it. */
export function tempRoot(): () => string {
  const inherited = { ...process.env };
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'nx-go-cross-spec-'));
    process.env.XDG_CACHE_HOME = join(root, 'cache');
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
    process.env = { ...inherited };
  });
  return () => root;
}
