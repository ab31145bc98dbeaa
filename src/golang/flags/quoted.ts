import { unquotable } from '../errors';

/**
 * The words of a text such as the value of CC or GOFLAGS, as cmd/internal/quoted.Split takes it apart: no escapes, and
 * quotes count at the beginning of a word only.
 */
export function splitWords(text: string): string[] {
  const words = text.match(/'[^']*'|"[^"]*"|[^ \t\n\r'"][^ \t\n\r]*/g) ?? [];
  return words.map((word) => word.replace(/^(['"])(.*)\1$/s, '$2'));
}

/** One text out of words. */
export function joinWords(words: readonly string[]): string {
  return words.map(quote).join(' ');
}

function quote(word: string): string {
  if (/^[^ \t\n\r'"][^ \t\n\r]*$/.test(word)) return word;
  if (!word.includes("'")) return `'${word}'`;
  if (!word.includes('"')) return `"${word}"`;
  throw unquotable(word);
}
