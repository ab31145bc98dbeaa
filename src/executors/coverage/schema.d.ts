export interface CoverageExecutorSchema {
  targets?: string[];
}
