import { CrossTestError, inOneMessage } from '../../errors';
import { normalizePluginOptions, type PluginOptions } from './plugin-options';
import type { NormalizedPluginOptions } from './normalized-options';

/** For createNodes, which is asked first and whose failure Nx prints. */
export function optionsOrMessage(options: PluginOptions | undefined): NormalizedPluginOptions {
  const checked = check(options);
  if (checked instanceof CrossTestError) throw inOneMessage(checked);
  return checked;
}

/** For everything that comes after createNodes: what is wrong has been said, and is to be said once. */
export function optionsIfValid(options: PluginOptions | undefined): NormalizedPluginOptions | undefined {
  const checked = check(options);
  return checked instanceof CrossTestError ? undefined : checked;
}

function check(options: PluginOptions | undefined): NormalizedPluginOptions | CrossTestError {
  try {
    return normalizePluginOptions(options);
  } catch (error) {
    if (error instanceof CrossTestError) return error;
    throw error;
  }
}
