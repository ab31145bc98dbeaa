import type { NxJsonConfiguration } from '@nx/devkit';
import { isLetThrough } from '../options/plugin-entries';
import type { PluginOptions } from '../options/plugin-options';
import { ownEntries } from '../written-entries';

/**
 * Tells of a file that is on disk whether Nx hides it: Nx lists all files of the plugin's glob that it does not hide, and
 * that `include` and `exclude` of the plugin's entry let through. Of entries with equal options it does not say which one
 * it asks for: what one of them keeps out may be there.
 */
export function hiddenTest(
  files: readonly string[],
  options: PluginOptions | undefined,
  nxJson: NxJsonConfiguration,
): (file: string) => boolean {
  const listed = new Set(files);
  const text = JSON.stringify(options ?? {});
  const entries = ownEntries(nxJson).filter((entry) => JSON.stringify(entry.options ?? {}) === text);
  return (file) => !listed.has(file) && entries.every((entry) => isLetThrough(entry, file));
}
