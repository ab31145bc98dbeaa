import { resolve } from 'node:path';

/** The folder of Nx's local cache. Nx says it, since clones of one repository may share it; its function is not public. */
export function nxCacheFolder(root: string): string {
  const configured = process.env.NX_CACHE_DIRECTORY;
  if (configured) return resolve(root, configured);
  try {
    const module = require.resolve('nx/src/utils/cache-directory', { paths: [root, __dirname] });
    return (require(module) as { readonly cacheDir: string }).cacheDir;
  } catch {
    return resolve(root, '.nx/cache');
  }
}
