import { lastFlag, type UserFlags } from '../../golang';
import { DEFAULT_TIMEOUT, formatDuration, LONGEST, parseDuration } from '../../gotest';
import type { NormalizedTestOptions } from '../options/normalize-options';

export interface TimeLimit {
  /** Milliseconds for `-timeout`; undefined where Go's default is in force. */
  readonly flag?: number;
  /** Milliseconds without the factor; 0 is no limit. */
  readonly unscaled: number;
  /** What is in force and where it comes from, for example `1h40m0s (Go's default of 10m0s × 10, timeoutFactor)`. */
  readonly words: string;
}

type Limited = Pick<NormalizedTestOptions, 'timeout' | 'timeoutFactor'>;

/**
 * How long a test binary may take. The factor is for emulated code, and stretches option `timeout` and Go's own default.
 * A `-timeout` in `goFlags` or GOFLAGS is a duration that the user chose for `go test` itself: it is in force as it is.
 */
export function timeLimit(options: Limited, flags: UserFlags, emulated: boolean): TimeLimit {
  const { timeout, timeoutFactor } = options;
  const own = lastFlag('timeout', flags.own);
  if (own !== undefined) return ofUser(own, "option 'goFlags'");
  const variable = lastFlag('timeout', flags.inherited);
  if (timeout === undefined && variable !== undefined) return ofUser(variable, 'GOFLAGS');
  const unscaled = timeout ?? DEFAULT_TIMEOUT;
  const origin = timeout === undefined ? "Go's default" : "option 'timeout'";
  if (!emulated) return { flag: timeout, unscaled, words: `${duration(unscaled)} (${origin})` };
  const scaled = Math.min(LONGEST, Math.ceil(unscaled * timeoutFactor));
  const words = unscaled === 0 ? origin : `${origin} of ${duration(unscaled)} × ${timeoutFactor}, 'timeoutFactor'`;
  return { flag: scaled, unscaled, words: `${duration(scaled)} (${words})` };
}

/** What is no duration is left to cmd/go, which refuses it. */
function ofUser(text: string, origin: string): TimeLimit {
  const flag = parseDuration(text);
  return { flag, unscaled: flag ?? DEFAULT_TIMEOUT, words: `${text} (-timeout in ${origin})` };
}

function duration(ms: number): string {
  return ms === 0 ? 'none' : formatDuration(ms);
}
