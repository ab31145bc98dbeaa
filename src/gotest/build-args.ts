import { joinWords } from '../golang';
import { coverProfile } from './cover-profile';
import { execWords } from './exec-words';
import { binaryFlags, flag } from './flags';
import type { GoTestOptions, TestUnit } from './unit';

/** The arguments of `go` for a unit. Every value is one argument; nothing is ever split, quoted or run by a shell. */
export function buildTestArgs(unit: TestUnit, hasShell = process.platform !== 'win32'): string[] {
  const { options } = unit;
  return [
    'test',
    '-json',
    ...(hasShell ? [`-exec=${joinWords(execWords(unit))}`] : []),
    ...testFlags(options),
    ...(options.cover ? [`-coverprofile=${coverProfile(unit)}`] : []),
    ...options.goFlags,
    ...options.packages,
    ...(options.args.length > 0 ? ['-args', ...options.args] : []),
  ];
}

function testFlags(options: GoTestOptions): string[] {
  return [
    ...flag('tags', options.tags?.join(',')),
    ...flag('race', options.race),
    ...flag('cover', options.cover),
    ...flag('coverpkg', options.coverPkg?.join(',')),
    ...flag('vet', options.vet),
    ...binaryFlags(options),
    ...flag('fuzz', options.fuzz),
    ...flag('fuzztime', options.fuzztime),
    ...flag('timeout', options.timeout === undefined ? undefined : `${options.timeout}ms`),
    ...flag('p', options.p),
  ];
}
