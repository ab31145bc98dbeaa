import { CrossTestError } from '../errors';

/** `what` is the end of a sentence about the line, or about the whole. */
export function badProfile(file: string, line: number | undefined, what: string): CrossTestError {
  return new CrossTestError(
    'invalidFile',
    `${file}${line === undefined ? '' : `, line ${line},`} ${what}.`,
    'Remove it and run those tests again with option cover.',
  );
}
