import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs a command with its output on the terminal and returns its exit code. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (error) console.error(`${command}: ${error.message}`);
  return status ?? 1;
}

/** Like run, but a failure ends the script. */
export function must(command, args, options = {}) {
  const code = run(command, args, options);
  if (code !== 0) {
    console.error(`'${[command, ...args].join(' ')}' ended with exit code ${code}.`);
    process.exit(code);
  }
}

/** Standard output of a command, or undefined when it fails. */
export function outputOf(command, args, options = {}) {
  const { status, stdout } = spawnSync(command, args, { cwd: root, encoding: 'utf8', ...options });
  return status === 0 ? stdout.trim() : undefined;
}

/** Whether an executable of this name is on PATH. */
export function has(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** A room of src as it is, for scripts that must not depend on a build. */
export function room(name) {
  const load = createRequire(import.meta.url);
  load('../bench/load-ts.cjs');
  return load(join(root, 'src', name, 'index.ts'));
}

/** Builds the plugin and packs it into a folder, as npm would publish it. Returns the path of the tarball. */
export function pack(folder) {
  must('node', ['scripts/build.mjs']);
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const packed = outputOf('npm', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  if (packed === undefined) throw new Error('npm pack failed');
  return join(folder, JSON.parse(packed)[0].filename);
}

/** This process's environment without what an outer Nx or npm left in it, for an Nx workspace of our own. */
export function workspaceEnv(extra = {}) {
  const kept = Object.entries(process.env).filter(([name]) => !/^(NX_|npm_)/.test(name));
  return { ...Object.fromEntries(kept), NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true', ...extra };
}
