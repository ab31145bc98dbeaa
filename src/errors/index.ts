export { CrossTestError, type ErrorCode } from './cross-test-error';
