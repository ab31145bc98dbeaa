import type { BuildExecutorSchema } from '../../task';

/** The options of schema.json: those of `test` that decide what is built. */
export type CheckExecutorSchema = BuildExecutorSchema;
