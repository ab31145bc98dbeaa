import type { CheckedOptions } from './checked-options';

type TestOptions = Pick<CheckedOptions, 'affected' | 'shards' | 'coverage'>;

/** How a provider's shell knows a pull request, and the commit that it is compared with. */
export interface PullRequest {
  readonly isOne: string;
  readonly base: string;
}

/** One process for all tests of the leg, so that Go is started as few times as can be. Executors that know no batches run as ever. */
const BATCH = ' --batch';

/** The lines that run a leg's tests: variables TARGETS and, with shards, SHARD say which. */
export function testScript(exec: string, { affected, shards, coverage }: TestOptions): string[] {
  return shards === 1
    ? [`${exec} nx ${affected ? 'affected' : 'run-many'} -t "$TARGETS"${BATCH}${cover(coverage)}`]
    : sharded(exec, affected ? ' --affected' : '', shards, coverage);
}

/**
 * The same where nobody says which commit was green last: only pull requests test what they affect. Compared with the
 * commit before, a change of the main branch that was red would be forgotten with the next one.
 */
export function guardedScript(exec: string, options: TestOptions, { isOne, base }: PullRequest): string[] {
  const { affected, shards, coverage } = options;
  if (!affected) return ['set -eo pipefail', ...testScript(exec, options)];
  const [all, some] = shards === 1 ? ['run=run-many', 'run=affected'] : ['affected=', 'affected=--affected'];
  return [
    'set -eo pipefail',
    '# On the main branch all: which commit was green last is not known. Go has cached the results of most.',
    all,
    `if ${isOne}; then`,
    `  ${some} NX_HEAD=HEAD NX_BASE=${base}`,
    '  export NX_HEAD NX_BASE',
    'fi',
    ...(shards === 1
      ? [`${exec} nx "$run" -t "$TARGETS"${BATCH}${cover(coverage)}`]
      : sharded(exec, ' $affected', shards, coverage)),
  ];
}

function sharded(exec: string, affected: string, shards: number, coverage: boolean): string[] {
  return [
    `projects=$(${exec} nx show projects${affected} --with-target "$TARGETS" |`,
    `  sort | awk -v shard="$SHARD" 'NF && NR % ${shards} == shard % ${shards}' | paste -s -d, -)`,
    'if [ -z "$projects" ]; then',
    '  echo "There is nothing to test in this shard."',
    'else',
    `  ${exec} nx run-many -t "$TARGETS" -p "$projects"${BATCH}${cover(coverage)}`,
    'fi',
  ];
}

function cover(coverage: boolean): string {
  return coverage ? ' --cover' : '';
}
