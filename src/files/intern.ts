const strings = new Map<string, string>();

/** One string for all that are equal. A part that was cut out of a file's text would keep all of that in memory. */
export function intern(text: string): string {
  const known = strings.get(text);
  if (known !== undefined) return known;
  const copy = Buffer.from(text).toString();
  strings.set(copy, copy);
  return copy;
}
