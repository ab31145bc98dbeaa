import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cleanEnv } from './env';
import { exec } from './exec';
import { suiteDir, tarball } from './suite';

/** Nx 24, 23 and 22, each the newest that the registry has of the line the plugin supports. */
export const NX_VERSIONS = ['24.0.6', '23.3.2', '22.7.12'] as const;
export type NxVersion = (typeof NX_VERSIONS)[number];

/** @nx/devkit of a line does not always have every patch that nx has. */
const DEVKIT: Readonly<Record<NxVersion, string>> = { '24.0.6': '24.0.0', '23.3.2': '23.3.2', '22.7.12': '22.7.12' };

/** A folder with Nx of that version and the packed plugin installed by npm; made once per run, by the worker that is first. */
export async function template(
  version: NxVersion,
  withPlugin = true,
  packages: Readonly<Record<string, string>> = {},
): Promise<string> {
  const names = [
    version,
    ...(withPlugin ? [] : ['bare']),
    ...Object.keys(packages).map((name) => name.replace('/', '+')),
  ];
  const dir = join(suiteDir(), `template-${names.join('-')}`);
  const fresh = `${dir}.new`;
  while (!existsSync(dir)) {
    if (isMade(fresh)) await install(fresh, dir, version, withPlugin, packages);
    else await sleep(200); // By another worker, which removes it when that fails.
  }
  return dir;
}

/** False when the folder is there already. */
function isMade(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

async function install(
  fresh: string,
  dir: string,
  version: NxVersion,
  withPlugin: boolean,
  packages: Readonly<Record<string, string>>,
): Promise<void> {
  const devDependencies = { nx: version, '@nx/devkit': DEVKIT[version], ...packages };
  const dependencies = withPlugin ? { 'nx-go-cross': `file:${tarball()}` } : {};
  writeFileSync(
    join(fresh, 'package.json'),
    JSON.stringify({ name: 'template', private: true, devDependencies: { ...devDependencies, ...dependencies } }),
  );
  const npm = ['npm', 'install', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code, output } = await exec(npm, { cwd: fresh, env: cleanEnv(), timeout: 240_000 });
  if (code === 0) return renameSync(fresh, dir);
  rmSync(fresh, { recursive: true });
  throw new Error(`npm install of nx ${version} failed:\n${output}`);
}
