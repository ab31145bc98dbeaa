import type { NamedProfile, Summary } from '../../results';

/** A summary.json with what only its place says. */
export interface PlacedSummary {
  readonly summary: Summary;
  /** Where a package is, relative to the workspace root; undefined for packages from elsewhere. */
  readonly folderOf: (importPath: string) => string | undefined;
  /** The cover profile of the run, when it measured any. */
  readonly profile?: NamedProfile;
  readonly standing?: Standing;
}

/**
 * What results are worth today: those of a run that an ad-hoc filter limited, of another commit, or of a port that the
 * project has no more, prove nothing of the project as a whole. Absent for all others.
 */
export type Standing =
  { readonly kind: 'filtered' } | { readonly kind: 'older'; readonly commit: string } | { readonly kind: 'removed' };
