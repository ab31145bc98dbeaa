import type { RunnerChoice } from '../../runners';

/** The options of schema.json, before defaults and checks. Of a command line Nx reads a text like 386 as a number. */
export interface TestExecutorSchema {
  goos?: string;
  goarch: string | number;
  goarm?: string | number;
  goamd64?: string;
  goarm64?: string;
  go386?: string;
  gomips?: string;
  gomips64?: string;
  goppc64?: string;
  goriscv64?: string;
  gowasm?: string;
  runner?: RunnerChoice;
  cpu?: string | number;
  qemuPath?: string;
  ldPrefix?: string;
  execProgram?: string | string[];
  containerImage?: string;
  containerNetwork?: string;
  cgo?: 'off' | 'dynamic' | 'static';
  cc?: string;
  cxx?: string;
  packages?: string[];
  tags?: string[];
  run?: string | number;
  skip?: string | number;
  short?: boolean;
  count?: number;
  shuffle?: string | number;
  failfast?: boolean;
  verbose?: boolean;
  race?: boolean;
  cover?: boolean;
  coverPkg?: string[];
  vet?: string;
  bench?: string;
  benchtime?: string;
  fuzz?: string;
  fuzztime?: string;
  timeout?: string | number;
  timeoutFactor?: number;
  parallel?: number;
  p?: number;
  singleCpu?: boolean;
  infraRetries?: number;
  env?: Record<string, string>;
  args?: string[];
  goFlags?: string[];
  go?: string;
  binaries?: string;
  undeclaredInputs?: 'warn' | 'error' | 'off' | 'trace';
  reporter?: 'pretty' | 'dots' | 'verbose' | 'quiet' | 'json';
  outputDir?: string;
}

/** The options that decide what is built: those of executors check and, with a few more, test-binaries. */
export type BuildExecutorSchema = Pick<
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
