import type { ProbeResult } from '../host';

/** A probe that did not prove anything, in words that fit behind a colon. */
export function describeFailure(probe: Exclude<ProbeResult, { outcome: 'ran' }>): string {
  switch (probe.outcome) {
    case 'silent':
      return 'unproven, the probe binary ended with exit code 0 but printed nothing, so nothing was run';
    case 'mismatch':
      return `mismatch, the probe binary of the port should have run and '${probe.printed.split('\n', 1)[0]}' was printed`;
    case 'failed':
      return probe.detail;
  }
}
