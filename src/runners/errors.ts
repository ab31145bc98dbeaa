import { CrossTestError } from '../errors';

export interface Refusal {
  readonly kind: string;
  readonly reason: string;
  readonly remedy?: string;
  /** It runs binaries of the port, and only this is missing. */
  readonly nearest?: true;
}

/** Nothing can run a port: with the reasons as data, for those who show them in their own way. */
export class RunnerRefused extends CrossTestError {
  constructor(
    message: string,
    readonly refusals: readonly Refusal[],
    private readonly table?: string,
  ) {
    super('noRunner', message);
  }

  override get details(): string | undefined {
    return this.table;
  }
}

/**
 * The refusal that a person should hear of first: of a runner that all but works, else one with a remedy that changes
 * little on the machine, which a registration for all programs does not.
 */
export function mainRefusal(refusals: readonly Refusal[]): Refusal | undefined {
  const nearest = refusals.find((refusal) => refusal.nearest);
  if (nearest !== undefined) return nearest;
  const withRemedy = refusals.filter(({ remedy }) => remedy !== undefined);
  return withRemedy.find(({ kind }) => kind !== 'binfmt') ?? withRemedy[0] ?? refusals.find(isEmulation) ?? refusals[0];
}

function isEmulation({ kind }: Refusal): boolean {
  return kind === 'qemu' || kind === 'node';
}

/** The cause and what helps; the reasons of all candidates are its details. */
export function noRunner(port: string, host: string, refusals: readonly Refusal[]): RunnerRefused {
  const table = reasonTable(refusals);
  const main = mainRefusal(refusals);
  if (refusals.length <= 1 || main === undefined) {
    const heading = `Runner '${main?.kind}' cannot execute ${port} test binaries on this ${host} machine:`;
    return new RunnerRefused([heading, table].join('\n'), refusals);
  }
  const message = `No runner can execute ${port} test binaries on this ${host} machine: ${main.reason}.`;
  const others = `Tried: ${refusals.map(({ kind }) => kind).join(', ')}. Each reason: --reporter=verbose, or npx nx-go-cross doctor --port=${port}`;
  const remedy = main.remedy === undefined ? [] : [`  → ${main.remedy}`];
  return new RunnerRefused([message, ...remedy, `  ${others}`].join('\n'), refusals, table);
}

/** A line for each reason with the runners that have it, and below it what would help. */
function reasonTable(refusals: readonly Refusal[]): string {
  const rows = new Map<string, Refusal & { kinds: string[] }>();
  for (const refusal of refusals) {
    const key = JSON.stringify([refusal.reason, refusal.remedy]);
    const known = rows.get(key);
    if (known) known.kinds.push(refusal.kind);
    else rows.set(key, { ...refusal, kinds: [refusal.kind] });
  }
  const all = [...rows.values()].map((row) => ({ ...row, name: row.kinds.join(', ') }));
  const width = Math.max(...all.map(({ name }) => name.length));
  return all
    .flatMap(({ name, reason, remedy }) => [
      `  ${name.padEnd(width)}  ${reason}`,
      ...(remedy ? [`  ${' '.repeat(width)}  → ${remedy}`] : []),
    ])
    .join('\n');
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
