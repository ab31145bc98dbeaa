import { stripVTControlCharacters } from 'node:util';

const WIDE =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]/u;
const INVISIBLE = /^[\p{Mark}\p{Format}]+$/u;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The text on one line of at most `columns` columns of a terminal, with an ellipsis for what does not fit. */
export function fit(text: string, columns: number): string {
  const plain = stripVTControlCharacters(text).replace(/\p{Control}/gu, '');
  let width = 0;
  let end = 0;
  for (const { segment, index } of graphemes.segment(plain)) {
    width += widthOf(segment);
    if (width > columns) return `${plain.slice(0, end)}…`;
    if (width < columns) end = index + segment.length;
  }
  return plain;
}

function widthOf(grapheme: string): number {
  if (INVISIBLE.test(grapheme)) return 0;
  return WIDE.test(grapheme) ? 2 : 1;
}
