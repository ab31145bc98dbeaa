import { readFileSync } from 'node:fs';
import { memoize } from '../../files';

/** The newest major version that is known; taken where none can be found. */
const NEWEST = 24;

/** The major version of the Nx that a workspace has: versions merge configurations differently. */
export const nxMajor = memoize((root: string): number => {
  try {
    const manifest = require.resolve('nx/package.json', { paths: [root, __dirname] });
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
    return Number.parseInt(version, 10) || NEWEST;
  } catch {
    return NEWEST;
  }
});
