import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cleanEnv } from './env';
import { exec } from './exec';
import { isFull, suiteDir, tarball } from './suite';

/** Nx 24, 23 and 22, each the newest that the registry has of the line the plugin supports. */
export const NX_VERSIONS = ['24.0.6', '23.3.2', '22.7.12'] as const;
export type NxVersion = (typeof NX_VERSIONS)[number];
/** The newest and the oldest, where the line between them would repeat a claim; the slow tier has all. */
export const OUTER_VERSIONS = NX_VERSIONS.filter((_version, index) => isFull() || index !== 1);

const PLUGIN = 'nx-go-cross';

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
  try {
    await (withPlugin ? installAll(fresh, version, packages) : leaveOutPlugin(fresh, version, packages));
    renameSync(fresh, dir);
  } catch (error) {
    rmSync(fresh, { recursive: true });
    throw error;
  }
}

async function installAll(fresh: string, version: NxVersion, packages: Readonly<Record<string, string>>) {
  const devDependencies = { nx: version, '@nx/devkit': DEVKIT[version], ...packages };
  const dependencies = { [PLUGIN]: `file:${tarball()}` };
  const manifest = { name: 'template', private: true, devDependencies: { ...devDependencies, ...dependencies } };
  writeFileSync(join(fresh, 'package.json'), JSON.stringify(manifest));
  await npm(fresh, 'install');
}

/** Faster than all the rest once more. */
async function leaveOutPlugin(fresh: string, version: NxVersion, packages: Readonly<Record<string, string>>) {
  const whole = await template(version, true, packages);
  await linkModules(whole, fresh);
  cpSync(join(whole, 'package.json'), join(fresh, 'package.json'));
  await npm(fresh, 'uninstall', PLUGIN);
}

/** Links the node_modules of a template into a folder. */
export async function linkModules(from: string, to: string): Promise<void> {
  const { code, output } = await exec(['cp', '-al', join(from, 'node_modules'), join(to, 'node_modules')], {
    ...{ cwd: to, env: cleanEnv() },
  });
  if (code !== 0) throw new Error(output);
  // The one file that npm writes in place: the template's, through the link.
  rmSync(join(to, 'node_modules', '.package-lock.json'), { force: true });
}

async function npm(cwd: string, ...words: string[]): Promise<void> {
  const quiet = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code, output } = await exec(['npm', ...words, ...quiet], { cwd, env: cleanEnv(), timeout: 240_000 });
  if (code !== 0) throw new Error(`npm ${words.join(' ')} in ${cwd} failed:\n${output}`);
}
