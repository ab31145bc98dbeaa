const texts = new Map<string, string>();

/** The same text for all files that say it. What is cut out of a file's text would keep all of that in memory. */
export function kept(text: string): string {
  const known = texts.get(text);
  if (known !== undefined) return known;
  const copy = Buffer.from(text).toString();
  texts.set(copy, copy);
  return copy;
}
