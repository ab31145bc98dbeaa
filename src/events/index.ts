export { closingEvents } from './closing-events';
export { decodeLine, splitLines, type DecodedLine, type LineSplitter } from './decode-lines';
export { failureMessage } from './failure-position';
export type { Outcome } from './outcome';
export { PackageRun, type Failure, type Retry, type TestCounts, type TestResult } from './package-run';
export type { TestEvent } from './test-event';
export { TestRun } from './test-run';
export { isSuccess, worstOutcome } from './worst-outcome';
export { Test2Json } from './test2json/converter';
