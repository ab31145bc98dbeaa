export type { TestExecutorSchema } from '../../task';
