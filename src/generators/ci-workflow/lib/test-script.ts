import type { CheckedOptions } from './checked-options';

/** The lines that run a leg's tests: variables TARGETS and, with shards, SHARD say which. */
export function testScript(exec: string, { affected, shards, coverage }: CheckedOptions): string[] {
  const cover = coverage ? ' --cover' : '';
  if (shards === 1) return [`${exec} nx ${affected ? 'affected' : 'run-many'} -t "$TARGETS"${cover}`];
  return [
    `projects=$(${exec} nx show projects${affected ? ' --affected' : ''} --with-target "$TARGETS" |`,
    `  sort | awk -v shard="$SHARD" 'NF && NR % ${shards} == shard % ${shards}' | paste -s -d, -)`,
    'if [ -z "$projects" ]; then',
    '  echo "There is nothing to test in this shard."',
    'else',
    `  ${exec} nx run-many -t "$TARGETS" -p "$projects"${cover}`,
    'fi',
  ];
}
