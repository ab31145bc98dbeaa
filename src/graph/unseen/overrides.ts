import type { Overrides } from '../target-setups';

/** Options of the test executor that decide what tests are made of, and that `nx run-many … --tags=x` can override. */
const LISTS = ['tags', 'packages', 'goFlags'];

/** The overrides in a command line of Nx, as Nx would read them, with GOFLAGS and GOWORK as Go knows them. */
export function readOverrides(argv: readonly string[], goflags: string, gowork?: string): Overrides {
  const options: Record<string, unknown> = {};
  for (const [index, word] of argv.entries()) {
    const [, flag = '', text = argv[index + 1] ?? ''] = /^--([A-Za-z-]+)(?:=(.*))?$/s.exec(word) ?? [];
    const name = flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    if (LISTS.includes(name)) options[name] = [...((options[name] as string[] | undefined) ?? []), ...text.split(',')];
    else if (name === 'cgo' || name === 'binaries') options[name] = text;
    else if (name === 'race') options.race = !word.endsWith('=false');
    else if (name === 'noRace') options.race = false;
  }
  // Only these flags of GOFLAGS change what is compiled.
  return { options, goflags: /-(tags|race|msan|asan|mod)\b/.test(goflags) ? goflags : '', gowork };
}
