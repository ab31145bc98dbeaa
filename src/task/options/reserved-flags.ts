import { invalidOption, reservedFlag } from '../errors';
import type { GoTestOptions } from '../../gotest';
import { isFlagOn, parseFlags, parseGoflags, splitWords } from '../../golang';

interface Reserved {
  readonly instead: string;
  /** Only with such a value; `''` is that of a flag without one. */
  readonly value?: RegExp;
  /** In GOFLAGS it does nothing: `go test` has our own flag after it. */
  readonly isOverruled?: boolean;
}

/** Of a flag that is on or off: anything but off. */
const ON = /^(?!(0|f|F|false|FALSE|False)$)/;
const RUNS = { instead: "the 'test' executor runs the tests" };

/** Flags that are the executor's own, or that leave it without a proof of what ran. */
const RESERVED: Readonly<Record<string, Reserved>> = {
  json: { instead: 'the events are always read', isOverruled: true },
  exec: { instead: "use the options 'runner' and 'execProgram'" },
  c: { ...RUNS, value: ON },
  n: { ...RUNS, value: ON },
  o: RUNS,
  list: RUNS,
  work: { instead: 'the folder for temporary files is removed after the run', value: ON },
  count: { instead: "it runs nothing; use option 'count' with 1 or more", value: /^-?0+$/ },
  v: { instead: 'without it nobody can tell which tests ran', value: /^(0|f|false)$/i, isOverruled: true },
  coverprofile: { instead: "use 'cover' and 'outputDir'" },
  C: { instead: "the tests run in the project's folder" },
  args: { instead: "use option 'args'" },
  buildmode: { instead: 'a test binary is an executable', value: /^(archive|c-archive|c-shared|plugin|shared)$/ },
};

/** Of option `goFlags`. */
export function checkGoFlags(flags: readonly string[]): void {
  for (const flag of flags) {
    if (!/^--?[^-=]/.test(flag)) throw invalidOption('goFlags', flag, "a flag such as '-trimpath', one per item");
    check(flag, "Option 'goFlags'");
  }
}

/** Of the variable, from the environment or from option `env`: cmd/go puts these flags before all others. */
export function checkGoflags(text = ''): void {
  for (const flag of splitWords(text)) check(flag, 'The variable GOFLAGS', true);
}

/** Of option `args`: those of package testing. All others are the tests' own. The value of a flag may be the next word. */
export function checkArgs(args: readonly string[]): void {
  for (const [index, arg] of args.entries()) {
    const word = /^--?test\.count$/.test(arg) ? `${arg}=${args[index + 1]}` : arg;
    if (/^--?test\./.test(arg)) check(word, "Option 'args'");
  }
}

/** Whether the race detector is on: by GOFLAGS, by option `race` over it, or by `goFlags` over both. */
export function asksForRace({ race, goFlags = [] }: Partial<GoTestOptions>, goflags = ''): boolean {
  const option = race === undefined ? [] : [{ name: 'race', value: String(race) }];
  return isFlagOn('race', [...parseGoflags(goflags), ...option, ...parseFlags(goFlags)]) ?? false;
}

function check(flag: string, where: string, isBeforeOurs = false): void {
  const [, name = '', value = ''] = /^--?(?:test\.)?([^=]+)(?:=(.*))?$/s.exec(flag) ?? [];
  const reserved = Object.hasOwn(RESERVED, name) ? RESERVED[name] : undefined;
  if (reserved === undefined || (reserved.value !== undefined && !reserved.value.test(value))) return;
  if (reserved.isOverruled && isBeforeOurs) return;
  throw reservedFlag(where, flag, reserved.instead);
}
