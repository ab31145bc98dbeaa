import { LEVEL_OPTIONS } from '../../ports';
import type { GoEnvironment } from '../options/go-variables';
import type { Overrides } from '../options/target-setups';

/** Options of the test executor that decide what tests are made of, and that `nx run-many … --tags=x` can override. */
const LISTS = ['tags', 'packages', 'goFlags'];
const TEXTS: readonly string[] = ['goos', 'goarch', ...LEVEL_OPTIONS, 'cgo', 'cpu', 'qemuPath', 'binaries'];

/** The overrides in a command line of Nx, as Nx would read them, over what the environment and `go env -w` say. */
export function readOverrides(argv: readonly string[], environment: GoEnvironment): Overrides {
  const { goflags } = environment;
  const options: Record<string, unknown> = {};
  for (const [index, word] of argv.entries()) {
    const [, flag = '', variable, text = argv[index + 1] ?? ''] =
      /^--([A-Za-z][A-Za-z0-9-]*)(?:\.(\w+))?(?:=(.*))?$/s.exec(word) ?? [];
    const name = flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    if (variable !== undefined) {
      if (name === 'env') options.env = { ...(options.env as object | undefined), [variable]: text };
    } else if (LISTS.includes(name))
      options[name] = [...((options[name] as string[] | undefined) ?? []), ...text.split(',')];
    else if (TEXTS.includes(name)) options[name] = text;
    else if (name === 'race') options.race = !word.endsWith('=false');
    else if (name === 'noRace') options.race = false;
  }
  // Only these flags of GOFLAGS change what is compiled, or name files.
  const isOfUse = /-(tags|race|msan|asan|mod|modfile|overlay|pgo)\b/.test(goflags);
  return { ...environment, options, goflags: isOfUse ? goflags : '' };
}
