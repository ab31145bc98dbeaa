import type { CheckExecutorSchema } from '../check/schema';
import type { TestExecutorSchema } from '../../task';

/** The options of schema.json: those of `test` that decide what is built. */
export type TestBinariesExecutorSchema = CheckExecutorSchema & Pick<TestExecutorSchema, 'race' | 'cover' | 'coverPkg'>;
