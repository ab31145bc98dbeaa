import type { CrossTestError } from '../errors';
import { isSuccess } from '../events';
import type { UnitRun } from '../gotest';
import { placeResults, type Summary } from '../results';
import { keepApart, type Verdict } from './changes/keep-apart';
import { explainCgo } from './prepare/explain-cgo';
import type { PreparedRun } from './prepared-run';
import { emptyRunError } from './results/check-run';
import { locateFailures } from './results/locate-failures';
import { isNothingForPort } from './results/nothing-for-port';
import type { ProvenanceOf } from './results/provenance';
import { summaryOf } from './results/summary-of';
import { packageFolders } from './results/write-results';
import { findUndeclared, type Undeclared } from './undeclared/find-undeclared';
import { refusalOf } from './undeclared/report-undeclared';

/** What a run means: its summary, and what is to be said besides. */
export interface JudgedRun {
  readonly unitRun: UnitRun;
  readonly summary: Summary;
  readonly undeclared: Undeclared;
  /** Why a pass does not count although no test failed. */
  readonly refusal?: { readonly error: CrossTestError; readonly words: string };
  /** What follows from inputs that changed during the run. */
  readonly verdict?: Verdict;
  /** Nothing of the project is for this port. */
  readonly isNothing: boolean;
  /** Of what the kind of task added to the results. */
  readonly completed: string;
}

/** Says what a run means. Throws CrossTestError where no package took part in it. */
export async function judge(ended: UnitRun, run: PreparedRun, provenanceOf: ProvenanceOf): Promise<JudgedRun> {
  const { options, task, resolved, scratch } = run;
  const isNothing = await isNothingForPort(ended, task.schema.packages);
  // That nothing matched is an error to Go.
  const unitRun = isNothing ? { ...ended, exitCode: 0 } : ended;
  const empty = isNothing ? undefined : emptyRunError(unitRun);
  if (empty) {
    placeResults(scratch.results, options.outputDir);
    throw empty;
  }
  await explainCgo(unitRun, resolved.cgo);
  const completed = endedWell(unitRun) ? await task.kind.complete?.({ ...run, unitRun, staging: scratch.results }) : '';
  const undeclared = await findUndeclared(options, task.context, resolved.go, unitRun);
  const folderOf = packageFolders(options, resolved);
  locateFailures(unitRun.run, { root: options.root, dir: options.dir, folderOf });
  const undeclaredRefusal = refusalOf(options, undeclared);
  const provenance = await provenanceOf(unitRun, folderOf);
  const tested = summaryOf(options, resolved, unitRun, undeclared.inputs, undeclaredRefusal, provenance);
  const verdict = isSuccess(tested.outcome) ? await verdictOn(run) : undefined;
  const changed = verdict?.refused;
  return {
    ...{ unitRun, undeclared, verdict, isNothing, completed: completed ?? '' },
    summary: changed ? refusedSummary(tested, changed) : tested,
    refusal: changed
      ? { error: changed, words: 'inputs changed' }
      : undeclaredRefusal && { error: undeclaredRefusal, words: 'undeclared inputs' },
  };
}

/** A build that failed leaves nothing that could be taken for a whole set of test binaries. */
function endedWell({ run, exitCode, cancelled }: UnitRun): boolean {
  return isSuccess(run.outcome!) && exitCode === 0 && !cancelled;
}

/** A pass counts for what Nx hashed: undefined when that is what was tested. */
async function verdictOn({ task, inputs }: PreparedRun): Promise<Verdict | undefined> {
  const changed = await inputs.changed();
  return changed.length === 0 ? undefined : keepApart(changed, inputs, task.context, task.env);
}

function refusedSummary(summary: Summary, { message }: CrossTestError): Summary {
  return { ...summary, outcome: 'infrastructure', reason: message };
}
