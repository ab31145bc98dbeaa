import type { ExecutorContext } from '@nx/devkit';
import { runAlone } from '../../task';
import { TEST } from './test.kind';
import type { TestExecutorSchema } from './schema';

/** Executor `nx-go-cross:test`: the tests of one project for one port. */
export default function testExecutor(schema: TestExecutorSchema, context: ExecutorContext) {
  return runAlone(schema, context, TEST);
}
