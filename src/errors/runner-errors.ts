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

export interface UnknownCpu {
  readonly cpu: string;
  /** Where it was named. */
  readonly why: string;
  /** The emulator, and what it says. */
  readonly emulator: string;
  readonly detail: string;
  /** Some of the models that it has, and how many there are. */
  readonly models: readonly string[];
  readonly count: number;
  readonly suggestion?: string;
}

export function unknownCpu({ cpu, why, emulator, detail, models, count, suggestion }: UnknownCpu): CrossTestError {
  const list = models.length < count ? `${models.join(', ')} and ${count - models.length} more` : models.join(', ');
  return new CrossTestError(
    'unknownCpu',
    `CPU model '${cpu}' (${why}) is none of ${emulator}${detail === '' ? '' : `: ${detail}`}`,
    [
      ...(suggestion === undefined ? [] : [`Did you mean '${suggestion}'?`]),
      ...(count === 0 ? [] : [`It has ${list}.`]),
      ...(why === 'QEMU_CPU'
        ? ["QEMU_CPU counts for every port: unset it, and set 'cpu' in nx.json at the port that it is meant for."]
        : []),
    ].join(' '),
  );
}
