import { plural } from '../style';
import type { Filter, PackageSummary, Summary } from '../../results';
import type { Standing } from './placed-summary';

/** What a cell says in place of "passed": `1 of 2 (run '^TestOther$')`, `older: abc1234`, `not in nx.json any more`. */
export function standingText(standing: Standing, { filter = {} }: Summary, run?: PackageSummary): string {
  if (standing.kind === 'older') return `older: ${standing.commit.slice(0, 7)}`;
  if (standing.kind === 'removed') return 'not in nx.json any more';
  const count = run && (run.selected ? `${run.selected.ran} of ${run.selected.of}` : plural(run.tests.passed, 'test'));
  return [count, `(${filterText(filter)})`].filter(Boolean).join(' ');
}

/** `run '^TestOther$', short`; what was lifted of a target's own filter has no words. */
function filterText({ run, skip, short, packages }: Filter): string {
  const parts = [
    run !== undefined && `run '${run}'`,
    skip !== undefined && `skip '${skip}'`,
    short === true && 'short',
    packages !== undefined && `packages ${packages.join(' ')}`,
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : 'another selection than that of the target';
}
