export { concurrency } from './batch/concurrency';
export { inDependencyOrder, type Ended } from './batch/in-dependency-order';
export { runMember, type MemberResult } from './batch/run-member';
export { flushed, processStreams } from './console/terminal';
export type { ExecutorKind } from './options/binary-options';
export type { TestExecutorSchema } from './options/test-schema';
export { runTask } from './run-task';
export { folderOption } from './options/paths';
export { noProject } from './errors';
