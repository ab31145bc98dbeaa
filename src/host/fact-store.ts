import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { singleFlight, statOf } from '../files';
import { readOwnJson, writeJson } from './json-file';
import { stateFolder } from './state-dir';

/** A digest of everything a fact depends on. A fact is used again only under the very same key. */
export function factKey(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/** Identity of a file as far as a fact about it goes; undefined when it is not there. */
export function fileStamp(path: string): string | undefined {
  const stat = statOf(path);
  return stat && [path, stat.size, stat.mtimeMs, stat.ctimeMs, stat.ino].join(':');
}

/**
 * Returns the fact kept under `key`, or finds it and keeps it if it is a lasting one: what an overloaded machine could
 * not tell must not be believed ever after. `anew` finds it in any case. A store that cannot be read or written only
 * costs time.
 */
export async function remember<T>(
  name: string,
  key: string,
  find: () => Promise<T>,
  isLasting: (fact: T) => boolean = () => true,
  anew = false,
): Promise<T> {
  const file = factFile(`${name}-${key}`);
  const known = file === undefined || anew ? undefined : readOwnJson<T>(file);
  if (known !== undefined) return known;
  return singleFlight(`${name}-${key}`, async () => {
    const fact = await find();
    if (file !== undefined && isLasting(fact)) writeJson(file, fact);
    return fact;
  });
}

function factFile(name: string): string | undefined {
  const folder = stateFolder('facts');
  return folder && join(folder, `${name}.json`);
}
