import { noFuzzing } from '../errors';
import type { BuildOptions } from '../../gotest';
import type { TestExecutorSchema } from './test-schema';
import { folderOption, type TokenValues } from './paths';

/** Which executor is at work. They share everything but what becomes of the test binaries. */
export type ExecutorKind = 'test' | 'check' | 'test-binaries';

/** What comes before the port in the name of the folder with the results. */
export const FOLDER_PREFIX: Readonly<Record<ExecutorKind, string>> = {
  test: '',
  check: 'check-',
  'test-binaries': 'binaries-',
};

/** The folder of option `binaries`. */
export function binariesFolder({ binaries, fuzz }: TestExecutorSchema, values: TokenValues): string | undefined {
  if (binaries === undefined) return undefined;
  if (fuzz !== undefined) throw noFuzzing();
  return folderOption('binaries', binaries, values);
}

/** The options that decide what test binaries are, as they were given. */
export function builtOptions(schema: TestExecutorSchema): BuildOptions & { readonly cgo?: string } {
  const { packages, tags, race, cover, coverPkg, goFlags, cgo } = schema;
  // Nx fills in the default of the schema, so nobody can tell whether it was asked for.
  const isDefault = packages?.length === 1 && packages[0] === './...';
  return { packages: isDefault ? undefined : packages, tags, race, cover, coverPkg, goFlags, cgo };
}
