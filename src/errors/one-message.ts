import { CrossTestError } from './cross-test-error';

/** Nx prints the message of what a plugin or a generator throws and nothing else of it: the remedy has to be in it. */
export function inOneMessage(error: CrossTestError): CrossTestError {
  return new CrossTestError(error.code, error.format(), undefined, error);
}
