import { noFuzzing } from '../errors';
import type { BuildOptions } from '../../prebuilt';
import type { TestExecutorSchema } from './test-schema';
import { folderOption, type TokenValues } from './paths';

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
