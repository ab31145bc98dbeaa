import { basename } from 'node:path';
import { plannedFolders } from '../../graph';
import { latestResults, readCommit } from '../../host';
import type { Standing } from '../../reports';
import type { Summary } from '../../results';

/** What results in a folder are worth today; undefined for those that count in full. */
export type StandingOf = (folder: string, project: string, summary: Summary) => Standing | undefined;

/**
 * Judges results by what nx.json and git say now. `folder` holds a summary, `project` is the root of its project. Results
 * that the last command made, or took from a cache, for the commit that is checked out are those of today, whatever
 * commit they were made from first.
 */
export async function standings(root: string, env: NodeJS.ProcessEnv): Promise<StandingOf> {
  const head = await readCommit(root, env);
  const planned = plannedFolders(root);
  return (folder, project, { filter, commit }) => {
    if (filter?.adHoc) return { kind: 'filtered' };
    const noted = latestResults(folder);
    const known = noted?.commit ?? commit;
    const isOfToday = head === undefined || known === undefined || known === head;
    const isOlder = !isOfToday || noted === undefined;
    if (isOlder && planned && !planned(project).has(basename(folder))) return { kind: 'removed' };
    return isOfToday ? undefined : { kind: 'older', commit: known };
  };
}
