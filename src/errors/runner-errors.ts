import { CrossTestError } from './cross-test-error';

export interface Refusal {
  readonly kind: string;
  readonly reason: string;
  readonly remedy?: string;
}

/** One line per candidate, each with its reason, and below it what would help. */
export function noRunner(port: string, host: string, refusals: readonly Refusal[]): CrossTestError {
  const width = Math.max(...refusals.map(({ kind }) => kind.length));
  const lines = refusals.flatMap(({ kind, reason, remedy }) => [
    `  ${kind.padEnd(width)}  ${reason}`,
    ...(remedy ? [`  ${' '.repeat(width)}  → ${remedy}`] : []),
  ]);
  const [first, ...others] = refusals;
  const heading =
    others.length === 0
      ? `Runner '${first?.kind}' cannot execute ${port} test binaries on this ${host} machine:`
      : `No runner can execute ${port} test binaries on this ${host} machine:`;
  return new CrossTestError('noRunner', [heading, ...lines].join('\n'));
}
