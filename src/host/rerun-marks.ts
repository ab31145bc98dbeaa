import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { namesIn } from '../files';
import { readJson, writeJson } from './json-file';

/**
 * Says that what Nx keeps of a target must not be used again: its nonce becomes a part of the target's key. It lies in
 * Nx's cache, beside the results, and `nx reset` removes both.
 */
export interface RerunMark {
  readonly nonce: string;
  /** Files and folders that changed while the target ran: the next run looks at what they hold before it begins. */
  readonly changed: readonly string[];
}

const FOLDER = 'nx-go-cross-reruns';
/** Nx removes a result that nobody used for seven days. */
const FORGOTTEN = 30 * 24 * 60 * 60 * 1_000;

/** The mark of the target whose key has this variable. */
export function readRerunMark(cache: string, variable: string): RerunMark | undefined {
  return readJson<RerunMark>(fileOf(cache, variable));
}

/** Returns whether it is there for the next command. */
export function writeRerunMark(cache: string, variable: string, mark: RerunMark): boolean {
  writeJson(fileOf(cache, variable), mark);
  return readRerunMark(cache, variable)?.nonce === mark.nonce;
}

/** The nonces of all targets that have one, by variable. */
export function rerunNonces(cache: string): Readonly<Record<string, string>> {
  const variables = namesIn(join(cache, FOLDER)).flatMap((name) => /^(\w+)\.json$/.exec(name)?.[1] ?? []);
  const found = variables.map((variable) => [variable, nonceOf(cache, variable)] as const);
  return Object.fromEntries(found.filter(([, nonce]) => nonce !== undefined)) as Record<string, string>;
}

function nonceOf(cache: string, variable: string): string | undefined {
  const file = fileOf(cache, variable);
  try {
    if (Date.now() - statSync(file).mtimeMs <= FORGOTTEN) return readRerunMark(cache, variable)?.nonce;
    rmSync(file);
  } catch {
    // Another command removed it, or nobody may.
  }
  return undefined;
}

function fileOf(cache: string, variable: string): string {
  return join(cache, FOLDER, `${variable}.json`);
}
