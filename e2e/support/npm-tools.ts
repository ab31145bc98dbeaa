import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanEnv } from './env';
import { exec } from './exec';
import { TOOLS } from './go-tool';

/** What only the tests of CI files need: GitLab's schema and a runner of its jobs, and CircleCI's schemas. */
const PACKAGES = { 'gitlab-ci-local': '4.72.0', '@circleci/circleci-config-parser': '0.10.0-alpha.3' };

/** A `node_modules` with these packages, installed once on a machine. */
export async function npmTools(): Promise<string> {
  const names = Object.entries(PACKAGES).map(([name, version]) => `${name.split('/').at(-1)}-${version}`);
  const folder = join(TOOLS, names.join('+'));
  if (existsSync(folder)) return join(folder, 'node_modules');
  mkdirSync(TOOLS, { recursive: true });
  const fresh = mkdtempSync(`${folder}.`);
  writeFileSync(join(fresh, 'package.json'), JSON.stringify({ private: true, dependencies: PACKAGES }));
  const npm = ['npm', 'install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  const { code, output } = await exec(npm, { cwd: fresh, env: cleanEnv(), timeout: 240_000 });
  if (code !== 0) throw new Error(`npm install of ${names.join(' and ')} failed:\n${output}`);
  // Another worker may have been faster.
  if (existsSync(folder)) rmSync(fresh, { recursive: true });
  else renameSync(fresh, folder);
  return join(folder, 'node_modules');
}
