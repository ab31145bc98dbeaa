import { parseJson, readText } from '../files';

/**
 * The version of the Nx that a workspace has; undefined where none can be found. Not by the devkit's NX_VERSION: loading
 * it takes longer than most cached runs.
 */
export function nxVersion(root: string): string | undefined {
  try {
    const manifest = require.resolve('nx/package.json', { paths: [root, __dirname] });
    return (parseJson(readText(manifest)) as { version?: string } | undefined)?.version;
  } catch {
    return undefined;
  }
}
