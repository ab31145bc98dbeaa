import type { ExecutorContext } from '@nx/devkit';
import { isFlagOn, lastFlag, parseFlags, parseGoflags, tagList, type GoFlag } from '../../golang';
import type { Filter } from '../../results';
import type { TestExecutorSchema } from '../options/test-schema';

type Limiting = Pick<
  Partial<TestExecutorSchema>,
  'run' | 'skip' | 'short' | 'tags' | 'packages' | 'bench' | 'goFlags' | 'env'
>;

/**
 * What limits a run, by Go's rules: `goFlags` over options over GOFLAGS. A run is an ad-hoc one when its command line
 * names tests or packages, or asks for `short`, where the target does not, or when GOFLAGS names tests.
 */
export function filterOf(
  schema: Limiting,
  context: Pick<ExecutorContext, 'target' | 'configurationName'>,
  goflags = '',
): Filter {
  const { target, configurationName = '' } = context;
  const configured: Limiting = { ...target?.options, ...target?.configurations?.[configurationName] };
  const filter = limits(schema, goflags);
  const expected = limits(configured, configured.env?.GOFLAGS);
  const asked = limits(schema, '');
  const isSame = [filter.run, filter.skip, filter.packages, asked.short];
  const isExpected = [expected.run, expected.skip, expected.packages, limits(configured, '').short];
  return JSON.stringify(isSame) === JSON.stringify(isExpected) ? filter : { ...filter, adHoc: true };
}

function limits({ goFlags = [], ...options }: Limiting, goflags = ''): Filter {
  const flags = [...parseGoflags(goflags), ...optionFlags(options), ...parseFlags(goFlags)];
  const text = (name: string) => lastFlag(name, flags) || undefined;
  const { packages } = options;
  const tags = text('tags');
  const isWhole = packages === undefined || (packages.length === 1 && packages[0] === './...');
  return {
    run: text('run'),
    skip: text('skip'),
    short: isFlagOn('short', flags) || undefined,
    tags: tags === undefined ? undefined : tagList(tags),
    packages: isWhole ? undefined : packages,
    bench: text('bench'),
  };
}

/** Options as the flags that they become. Those that are empty or unset become none. */
function optionFlags({ run, skip, short, tags, bench }: Limiting): GoFlag[] {
  const values = { run, skip, short, tags: tags?.join(','), bench };
  return Object.entries(values).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [{ name, value: String(value) }],
  );
}
