import { coverageOf, mergeProfiles, percentText, type Coverage, type NamedProfile } from '../../results';
import { columnOf } from './column-of';
import type { PlacedSummary } from './placed-summary';

/** What was covered by port, and on any of them. */
export interface CoverageRow {
  /** Undefined in the row of all projects. */
  readonly project?: string;
  readonly ports: Readonly<Record<string, Coverage>>;
  readonly all: Coverage;
}

type Measured = PlacedSummary & { readonly profile: NamedProfile };

/** A row for every project that was measured, and one for all where there are several. Undefined where none was. */
export function coverageTable(placed: readonly PlacedSummary[]): CoverageRow[] | undefined {
  const measured = placed.filter((one): one is Measured => one.profile !== undefined);
  if (measured.length === 0) return undefined;
  const projects = [...new Set(measured.map(({ summary }) => summary.project))].sort();
  const rows = projects.map((project) => ({
    project,
    ...rowOf(measured.filter(({ summary }) => summary.project === project)),
  }));
  return rows.length === 1 ? rows : [...rows, rowOf(measured)];
}

/** One profile of everything that was measured. */
export function mergedProfile(placed: readonly PlacedSummary[]) {
  const profiles = placed.flatMap(({ profile }) => profile ?? []);
  return profiles.length === 0 ? undefined : mergeProfiles(profiles);
}

function rowOf(measured: readonly Measured[]): Omit<CoverageRow, 'project'> {
  const ports = [...new Set(measured.map(({ summary }) => columnOf(summary)))];
  const of = (some: readonly Measured[]) => coverageOf(mergeProfiles(some.map(({ profile }) => profile)));
  return {
    ports: Object.fromEntries(
      ports.map((port) => [port, of(measured.filter(({ summary }) => columnOf(summary) === port))]),
    ),
    all: of(measured),
  };
}

/** As cells of text: a head, then a row each. Ports that were not measured have no column. */
export function coverageCells(rows: readonly CoverageRow[]): string[][] {
  const ports = [...new Set(rows.flatMap((row) => Object.keys(row.ports)))].sort();
  const body = rows.map(({ project, ports: measured, all }) => [
    project ?? '(all projects)',
    ...ports.map((port) => (measured[port] ? percentText(measured[port]) : '')),
    percentText(all),
  ]);
  return [['Coverage', ...ports, 'all ports'], ...body];
}
