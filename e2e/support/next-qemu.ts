import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cleanEnv } from './env';
import { GOCACHE } from './suite';

/** The QEMU of the next Debian, beside the installed one. Fetched by scripts/setup.mjs --full. */
export const NEXT_QEMU = join(GOCACHE, '..', 'qemu-trixie');

/** The same machine, with those emulators before the installed ones. */
export function withNextQemu(): NodeJS.ProcessEnv {
  if (!existsSync(NEXT_QEMU))
    throw new Error('there is no second QEMU: node scripts/setup.mjs --e2e --full fetches it');
  return { PATH: `${NEXT_QEMU}${delimiter}${cleanEnv().PATH}` };
}
