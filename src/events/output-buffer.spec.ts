import { OutputBuffer } from './output-buffer';

test('keeps 16 million characters and says how many more there were', () => {
  const buffer = new OutputBuffer();
  const piece = 'x'.repeat(1 << 20);
  for (let i = 0; i < 17; i++) buffer.add(piece);
  const text = buffer.toString();
  expect(text.slice(0, 16 << 20)).toBe('x'.repeat(16 << 20));
  expect(text.slice(16 << 20)).toBe(`\n[nx-go-cross: ${1 << 20} more characters are in events.jsonl]\n`);
});
