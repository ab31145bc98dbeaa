export { CrossTestError } from './cross-test-error';
export { inOneMessage } from './one-message';
