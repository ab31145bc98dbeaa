import { memoize } from '../../files';
import { nxVersion } from '../../task-key';

/** The newest major version that is known; taken where none can be found. */
const NEWEST = 24;

/** The major version of the Nx that a workspace has: versions merge configurations differently. */
export const nxMajor = memoize((root: string): number => Number.parseInt(nxVersion(root) ?? '', 10) || NEWEST);
