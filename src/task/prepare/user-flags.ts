import { parseFlags, parseGoflags, type UserFlags } from '../../golang';
import { goVariable } from '../../host';
import type { NormalizedTestOptions } from '../options/normalize-options';
import type { Found } from './resolved';

type Options = Pick<NormalizedTestOptions, 'env' | 'goTest'>;

/** Those of a run; test binaries bring those along that they were built with. */
export function userFlags(options: Options, found: Pick<Found, 'go' | 'binaries'>): UserFlags {
  const now = parseGoflags(goflagsOf(options, found));
  const built = found.binaries?.manifest;
  const { goFlags } = options.goTest;
  return {
    inherited: [...parseFlags(built?.goflags ?? []), ...now],
    own: parseFlags(goFlags.length > 0 ? goFlags : (built?.options.goFlags ?? [])),
  };
}

/** What `go env -w` set counts as well. Without Go its file is read, if there is one. */
export function goflagsOf({ env }: Pick<Options, 'env'>, { go }: Pick<Found, 'go'>): string {
  return go.env.GOFLAGS ?? goVariable('GOFLAGS', env);
}
