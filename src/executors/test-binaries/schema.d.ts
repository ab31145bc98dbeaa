import type { BuildExecutorSchema, TestExecutorSchema } from '../../task';

/** The options of schema.json: those of `test` that decide what is built. */
export type TestBinariesExecutorSchema = BuildExecutorSchema & Pick<TestExecutorSchema, 'race' | 'cover' | 'coverPkg'>;
