import type { RunnerChoice } from '../../runners';

/** The options of schema.json, before defaults and checks. */
export interface TestExecutorSchema {
  goos?: string;
  goarch: string;
  goarm?: string;
  goamd64?: string;
  goarm64?: string;
  go386?: string;
  gomips?: string;
  gomips64?: string;
  goppc64?: string;
  goriscv64?: string;
  runner?: RunnerChoice;
  cpu?: string;
  qemuPath?: string;
  ldPrefix?: string;
  execProgram?: string | string[];
  packages?: string[];
  tags?: string[];
  run?: string;
  skip?: string;
  short?: boolean;
  count?: number;
  shuffle?: string;
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
  timeout?: string;
  timeoutFactor?: number;
  parallel?: number;
  p?: number;
  env?: Record<string, string>;
  args?: string[];
  goFlags?: string[];
  go?: string;
  reporter?: 'pretty' | 'dots' | 'verbose' | 'quiet' | 'json';
  outputDir?: string;
}
