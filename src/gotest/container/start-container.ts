import { rmSync, writeFileSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { bindMount, capture, shellWords } from '../../process';
import { statOf } from '../../files';
import { containerFailed } from '../errors';
import type { TestUnit } from '../unit';

/** Ends a container. */
export type StopContainer = () => Promise<void>;

/** The words that run a test binary in the container of its unit. They are in the key of Go's result cache. */
export function containerWords({ engine }: { readonly engine: string }, variables: readonly string[]): string[] {
  const names = [...new Set(variables)].filter((name) => /^[A-Za-z_]\w*$/.test(name)).sort();
  const flags = ['HOME=/tmp', 'PWD', ...names].map((name) => `--env ${name}`).join(' ');
  return [...shellWords(__dirname, 'container-exec.sh'), engine, flags];
}

/**
 * Starts the container of a unit, if its plan has one: for all its packages, with the sources where they are here and
 * not to be written to, and the scratch folder to write to. It lives until it is stopped or the scratch
 * folder is gone, whoever removes that.
 */
export async function startContainer(unit: TestUnit, signal?: AbortSignal): Promise<StopContainer> {
  const { plan, env, scratch } = unit;
  if (plan.container === undefined) return async () => undefined;
  const { engine, start, image } = plan.container;
  const name = basename(scratch);
  const alive = join(scratch, 'container');
  writeFileSync(alive, '');
  const stop = async () => {
    rmSync(alive, { force: true });
    await capture([engine, 'rm', '--force', name], { env });
  };
  const mounts = [
    ...outermost(unit.sources).flatMap((folder) => bindMount(folder, folder, 'readonly')),
    ...bindMount(scratch, scratch, 'writable'),
  ];
  const argv = [engine, ...start, '--detach', '--name', name, ...mounts, image, 'hold', alive];
  const run = () => capture(argv, { env, signal, timeout: 120_000 });
  let started = await run();
  if (started.exitCode !== 0 && !signal?.aborted) {
    // Nobody else can own the scratch folder, so this name is free, or left over from a machine that was switched off.
    await stop();
    writeFileSync(alive, '');
    started = await run();
  }
  if (started.exitCode === 0 || signal?.aborted) return stop;
  await stop();
  throw containerFailed(engine, started.stderr.trim() || started.errno || 'no output');
}

/** Folders that are there, without those that lie in another one of them. */
function outermost(folders: readonly string[]): string[] {
  const there = [...new Set(folders)].filter((folder) => statOf(folder)?.isDirectory());
  return there.filter((folder) => !there.some((other) => other !== folder && folder.startsWith(`${other}${sep}`)));
}
