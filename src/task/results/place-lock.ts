import { createHash, randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { nxCacheFolder } from '../../host';
import { parseJson, readText, isObject } from '../../files';
import { commandOf, isAlive, type Command } from './nx-command';

/**
 * Nx copies the results of a task into its cache after the task has ended, within a fraction of a second. When another
 * command's run replaced them in that time, Nx would keep a mixture for good.
 */
const COPIED = 3_000;
/** The results of a batch Nx may copy at its end only. */
const BATCH_COPIED = 60_000;

interface Holder extends Command {
  /** Milliseconds since 1970. */
  readonly until: number;
}

export interface PlaceRequest {
  readonly root: string;
  readonly outputDir: string;
  readonly isBatch: boolean;
}

/** Waits until no other command is about to have these results copied. */
export async function untilCopied({ root, outputDir }: Pick<PlaceRequest, 'root' | 'outputDir'>): Promise<void> {
  const file = lockFile(root, outputDir);
  while (isHeld(readHolder(file))) await sleep(50);
}

/** The same, and takes the place for this command: others wait until Nx has copied what is put there now. */
export async function takePlace({ root, outputDir, isBatch }: PlaceRequest): Promise<void> {
  const file = lockFile(root, outputDir);
  do {
    await untilCopied({ root, outputDir });
  } while (!isTaken(file, { ...commandOf(), until: Date.now() + (isBatch ? BATCH_COPIED : COPIED) }));
}

function isHeld(holder: Partial<Holder> | undefined): boolean {
  if (holder?.pid === undefined || holder.until === undefined || Date.now() > holder.until) return false;
  const own = commandOf();
  return (holder.pid !== own.pid || holder.start !== own.start) && isAlive(holder as Holder);
}

/** Linking a file succeeds for one process only, and shows all of it. Where nothing can be written nobody waits. */
function isTaken(file: string, holder: Holder): boolean {
  const mine = `${file}.${randomUUID()}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(mine, JSON.stringify(holder));
  } catch {
    return true;
  }
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    // Some file systems have no links.
    return (error as NodeJS.ErrnoException).code !== 'EEXIST' || !isCleared(file, mine);
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Removes what nobody holds, but not what somebody has put there just now. Returns whether it is worth another try. */
function isCleared(file: string, aside: string): boolean {
  try {
    renameSync(file, aside);
    if (isHeld(readHolder(aside))) linkSync(aside, file);
    return true;
  } catch (error) {
    // Another one was faster, or nobody may remove it.
    return ['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '');
  }
}

/** In Nx's cache, which is what it keeps whole. */
function lockFile(root: string, outputDir: string): string {
  const digest = createHash('sha256').update(outputDir).digest('hex').slice(0, 16);
  return join(nxCacheFolder(root), 'nx-go-cross-places', `${digest}.json`);
}

function readHolder(file: string): Partial<Holder> | undefined {
  const holder = parseJson(readText(file));
  return isObject(holder) ? holder : undefined;
}
