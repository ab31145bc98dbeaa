import { OutputBuffer } from './output-buffer';

const KIB = 1 << 10;
const MIB = 1 << 20;

/** Numbered pieces of one KiB each. */
const piece = (index: number) => `${index}`.padStart(KIB, ' ');

test('keeps everything up to 16 million characters', () => {
  const buffer = new OutputBuffer();
  const pieces = Array.from({ length: 16 * KIB }, (_, index) => piece(index));
  for (const one of pieces) buffer.add(one);
  expect(buffer.toString() === pieces.join('')).toBe(true);
});

test('keeps the beginning and the end of more, and says what is missing', () => {
  const buffer = new OutputBuffer();
  for (let index = 0; index < 40 * KIB; index++) buffer.add(piece(index));
  const text = buffer.toString();
  const note = `\n[nx-go-cross: ${24 * MIB} characters left out here are in events.jsonl]\n`;
  expect(text.length).toBe(16 * MIB + note.length);
  expect(text.slice(0, KIB)).toBe(piece(0));
  expect(text.slice(8 * MIB - KIB, 8 * MIB + note.length)).toBe(piece(8 * KIB - 1) + note);
  expect(text.slice(8 * MIB + note.length, 8 * MIB + note.length + KIB)).toBe(piece(32 * KIB));
  expect(text.slice(-KIB)).toBe(piece(40 * KIB - 1));
});

test('a piece that is too long by itself is kept as the end', () => {
  const buffer = new OutputBuffer();
  buffer.add('begin');
  buffer.add('x'.repeat(9 * MIB));
  buffer.add('end');
  expect(buffer.toString()).toBe(`begin\n[nx-go-cross: ${9 * MIB} characters left out here are in events.jsonl]\nend`);
});

test('nothing in, nothing out', () => {
  expect(new OutputBuffer().toString()).toBe('');
});
