import type { TestExecutorSchema } from '../../task';

/** The options of schema.json: those of `test` that decide what is built. */
export type CheckExecutorSchema = Pick<
  TestExecutorSchema,
  | 'goos'
  | 'goarch'
  | 'goarm'
  | 'goamd64'
  | 'goarm64'
  | 'go386'
  | 'gomips'
  | 'gomips64'
  | 'goppc64'
  | 'goriscv64'
  | 'gowasm'
  | 'cgo'
  | 'cc'
  | 'cxx'
  | 'packages'
  | 'tags'
  | 'vet'
  | 'p'
  | 'env'
  | 'goFlags'
  | 'go'
  | 'reporter'
  | 'outputDir'
  | 'verbose'
>;
