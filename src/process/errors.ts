import { CrossTestError } from '../errors';

const REASONS: Record<string, string> = {
  ENOENT: 'it does not exist, or its working directory does not',
  EACCES: 'it is not executable',
  ENOEXEC: 'it is not a program that this kernel can run',
  E2BIG: 'its arguments and environment are too long',
};

export function spawnFailed(file: string, errno: string, cause?: unknown): CrossTestError {
  return new CrossTestError('spawnFailed', `Cannot start ${file}: ${REASONS[errno] ?? errno}.`, undefined, cause);
}
