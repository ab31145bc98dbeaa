import { CrossTestError } from '../errors';

/** `what` is the end of a sentence about the line, or about the whole. */
export function badProfile(file: string, line: number | undefined, what: string): CrossTestError {
  return new CrossTestError(
    'invalidFile',
    `${file}${line === undefined ? '' : `, line ${line},`} ${what}.`,
    'Remove it and run those tests again with option cover.',
  );
}

/** What to do about a pattern that is several; undefined for one. Go splits nothing and finds nothing. */
export function severalPatterns(pattern: string): string | undefined {
  if (!/\S\s+\S/.test(pattern)) return undefined;
  return "Give one pattern per item: option 'packages' is a list, --packages=./a,./b on the command line.";
}
