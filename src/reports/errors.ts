/** What to do about a pattern that is several; undefined for one. Go splits nothing and finds nothing. */
export function severalPatterns(pattern: string): string | undefined {
  if (!/\S\s+\S/.test(pattern)) return undefined;
  return "Give one pattern per item: option 'packages' is a list, --packages=./a,./b on the command line.";
}
