import { joinWords } from '../../golang';
import { readCheckout } from '../../host';
import type { UnitRun } from '../../gotest';
import { filterOf } from './filter-of';
import type { NormalizedTestOptions } from '../options/normalize-options';
import type { Resolved } from '../prepare/resolved';
import type { TestTask } from '../test-task';
import { selectedTests } from './selected-tests';
import type { Provenance } from './summary-of';
import { goflagsOf } from '../prepare/user-flags';

/** The answer for a run that has ended, whose packages lie in these folders. */
export type ProvenanceOf = (run: UnitRun, folderOf: (importPath: string) => string | undefined) => Promise<Provenance>;

/**
 * What a run is asked to do and of which sources. Git is asked beside the tests, so that nothing waits for it; the
 * function that is returned gives the answer once they have ended.
 */
export function provenanceOf(
  { kind, root, env }: NormalizedTestOptions,
  { go, binaries }: Resolved,
  { schema, context, hash }: Pick<TestTask, 'schema' | 'context' | 'hash'>,
): ProvenanceOf {
  const checkout = readCheckout(root, env);
  // The executors that run no tests have a filter of their own, which lets none through.
  const goflags = [joinWords(binaries?.manifest.goflags ?? []), goflagsOf({ env }, { go })].join(' ');
  const asked = kind.runsTests ? filterOf(schema, context, goflags) : {};
  // Packages and tags were chosen when the test binaries were built.
  const { packages, tags = asked.tags } = binaries?.manifest.options ?? asked;
  const filter = { ...asked, packages, tags };
  return async (run, folderOf) => ({
    checkout: await checkout,
    hash,
    filter,
    selected: await selectedTests(run, filter, folderOf, root),
  });
}
