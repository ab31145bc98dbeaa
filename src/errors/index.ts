export { CrossTestError, type ErrorCode } from './cross-test-error';
export { inOneMessage } from './one-message';
