import type { ExecutorContext } from '@nx/devkit';
import { runAlone } from '../../task';
import type { TestBinariesExecutorSchema } from './schema';
import { TEST_BINARIES } from './test-binaries.kind';

/**
 * Executor `nx-go-cross:test-binaries`: what `go test` builds for a port, kept for a machine that has no Go. One
 * `go test` builds all packages: `go test -c` refuses packages whose names end alike (golang/go#61199).
 */
export default async function testBinariesExecutor(
  schema: TestBinariesExecutorSchema,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  // -coverpkg alone makes binaries that count, and Go then writes no profile for the packages without tests.
  const cover = schema.cover ?? (schema.coverPkg?.length ? true : undefined);
  return runAlone({ ...schema, cover, undeclaredInputs: 'off' }, context, TEST_BINARIES);
}
