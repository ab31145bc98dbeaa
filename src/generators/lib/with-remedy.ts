import { CrossTestError, inOneMessage } from '../../errors';

/** A generator as Nx is given it, which prints the message of an error and nothing else of it. */
export function withRemedy<Args extends unknown[], Result>(
  generator: (...args: Args) => Result,
): (...args: Args) => Result {
  return (...args) => {
    try {
      const result = generator(...args);
      return result instanceof Promise ? (result.catch(rethrow) as Result) : result;
    } catch (error) {
      return rethrow(error);
    }
  };
}

function rethrow(error: unknown): never {
  throw error instanceof CrossTestError ? inOneMessage(error) : error;
}
