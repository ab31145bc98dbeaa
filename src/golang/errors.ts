import { CrossTestError } from '../errors';

export function unquotable(word: string): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    `Go cannot be told of a word with white space and both kinds of quotes: ${word}`,
    'Use a path or an argument without them, for example through a symbolic link.',
  );
}
