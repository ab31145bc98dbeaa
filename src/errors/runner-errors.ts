import { CrossTestError } from './cross-test-error';

export interface Refusal {
  readonly kind: string;
  readonly reason: string;
  readonly remedy?: string;
}

/** Nothing can run a port: with the reasons as data, for those who show them in their own way. */
export class RunnerRefused extends CrossTestError {
  constructor(
    message: string,
    readonly refusals: readonly Refusal[],
  ) {
    super('noRunner', message);
  }
}

/** One line per candidate, each with its reason, and below it what would help. */
export function noRunner(port: string, host: string, refusals: readonly Refusal[]): RunnerRefused {
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
  return new RunnerRefused([heading, ...lines].join('\n'), refusals);
}
