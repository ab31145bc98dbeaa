import { invalidOption } from '../errors';
import type { GoTestOptions } from '../../gotest';
import type { TestExecutorSchema } from './test-schema';
import { checkArgs, checkGoFlags } from './reserved-flags';

/** Nx reads a text like 386 on a command line as a number. */
export function asText(value: string | number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

/** The options that are Go's own. */
export function goTestOptions(schema: TestExecutorSchema): Omit<GoTestOptions, 'timeout'> {
  const { goFlags = [], args = [], packages = ['./...'] } = schema;
  checkPackages(packages);
  checkGoFlags(goFlags);
  checkArgs(args);
  const { tags, short, count, failfast, race, cover, coverPkg, vet, bench, benchtime, fuzz, fuzztime, parallel, p } =
    schema;
  return {
    packages,
    ...{ run: asText(schema.run), skip: asText(schema.skip), shuffle: asText(schema.shuffle) },
    ...{ tags, short, count, failfast, race, cover, coverPkg, vet, bench, benchtime, fuzz, fuzztime, parallel, p },
    goFlags,
    args,
  };
}

function checkPackages(packages: readonly string[]): void {
  if (packages.length === 0) throw invalidOption('packages', packages, "one or more package patterns such as './...'");
  const dashed = packages.find((pattern) => pattern.startsWith('-') || pattern.trim() === '');
  if (dashed !== undefined) throw invalidOption('packages', dashed, 'a package pattern; flags belong into goFlags');
}
