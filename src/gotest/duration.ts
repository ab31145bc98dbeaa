const UNIT_MS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

/** Milliseconds: Go's default for -timeout (cmd/go/internal/test, testTimeout). */
export const DEFAULT_TIMEOUT = 600_000;

/** Milliseconds that cmd/go waits for output after a binary's end (cmd/go/internal/test, testWaitDelay). */
export function waitDelay(timeout: number): number {
  return Math.max(Math.round(timeout / 10), 5_000);
}

/** Milliseconds of the longest duration that Go can count (time.Duration, in nanoseconds). */
export const LONGEST = 9_223_372_036_854;

/** Milliseconds of a Go duration such as `90s`, `1h30m` or `0` (package time, ParseDuration); undefined for other text. */
export function parseDuration(text: string): number | undefined {
  if (text === '0') return 0;
  if (!/^(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(text)) return undefined;
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g)) {
    sum += Number(amount) * UNIT_MS[unit!]!;
  }
  return sum;
}

/** `11m0s`, `1.5s`, `1h0m0s`: milliseconds as Go prints a duration of at least a second. */
export function formatDuration(ms: number): string {
  const seconds = (ms % UNIT_MS.m!) / UNIT_MS.s!;
  const minutes = Math.floor(ms / UNIT_MS.m!) % 60;
  const hours = Math.floor(ms / UNIT_MS.h!);
  const parts = hours > 0 ? [`${hours}h`, `${minutes}m`] : minutes > 0 ? [`${minutes}m`] : [];
  return [...parts, `${seconds}s`].join('');
}
