import { randomUUID } from 'node:crypto';
import type { ExecutorContext } from '@nx/devkit';
import type { CrossTestError } from '../../errors';
import { inputsChanged } from '../errors';
import { writeRerunMark } from '../../host';
import { isInDigests } from '../undeclared/file-facts';
import { isEmbeddedBelow } from './embedded';
import type { InputWatch } from './watch-inputs';

/** More than these are no tests that write a few files again and again, but another checkout. */
const REMEMBERED = 200;

/** What is to be said of a pass whose key no longer stands for what was tested. */
export type Verdict =
  { readonly text: string; readonly refused?: undefined } | { readonly text: ''; readonly refused: CrossTestError };

/**
 * Keeps Nx from using a pass again that it will keep under the key of other files: the next key of the target is another
 * one. Where that cannot be, because others share the results or the key has no place for it, the pass is refused if
 * what changed is compiled. Data may be what the tests themselves have written.
 */
export function keepApart(
  changed: readonly string[],
  { mark, place }: Pick<InputWatch, 'mark' | 'place'>,
  context: Pick<ExecutorContext, 'root' | 'nxJsonConfiguration'>,
  env: NodeJS.ProcessEnv,
): Verdict {
  const all = [...new Set([...changed, ...(mark?.changed ?? [])])].slice(0, REMEMBERED);
  const next = { nonce: randomUUID().slice(0, 8), changed: all };
  // Where results are shared, a key of one's own would keep this machine from those of the others.
  const isApart = !isShared(context, env) && place !== undefined && writeRerunMark(place.cache, place.variable, next);
  if (!isApart && changed.some((path) => isCompiled(context.root, path)))
    return { text: '', refused: inputsChanged(listed(changed)) };
  const end = isApart ? 'this result is not used again.' : 'Nx may use this result again: run nx reset to avoid that.';
  return { text: `${listed(changed)} changed after Nx had looked at the files: ${end}\n` };
}

function isCompiled(root: string, path: string): boolean {
  if (isEmbeddedBelow(root, path)) return true;
  if (/(^|\/)testdata\//.test(path)) return false;
  return isInDigests(path) || /(^|\/)(go\.mod|go\.sum|go\.work|go\.work\.sum|modules\.txt)$/.test(path);
}

function listed(paths: readonly string[]): string {
  const more = paths.length > 3 ? ` and ${paths.length - 3} more` : '';
  return paths.slice(0, 3).join(', ') + more;
}

/** Whether Nx hands its results on to other machines, from where they cannot be taken back. */
function isShared({ nxJsonConfiguration }: Pick<ExecutorContext, 'nxJsonConfiguration'>, env: NodeJS.ProcessEnv) {
  const { nxCloudId, nxCloudAccessToken } = nxJsonConfiguration ?? {};
  const isCloud = Boolean(nxCloudId || nxCloudAccessToken || env.NX_CLOUD_ACCESS_TOKEN) && env.NX_NO_CLOUD !== 'true';
  return isCloud || Boolean(env.NX_SELF_HOSTED_REMOTE_CACHE_SERVER);
}
