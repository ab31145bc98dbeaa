import { decodeLine, splitLines } from '.';
import { recorded } from './testdata/recorded';

function linesOf(chunks: readonly Buffer[]): string[] {
  const lines: string[] = [];
  const splitter = splitLines((line) => lines.push(line));
  for (const chunk of chunks) splitter.push(chunk);
  splitter.end();
  return lines;
}

describe('a byte stream cut anywhere gives the same lines', () => {
  // Has letters of two, three and four bytes.
  const bytes = recorded('fail').stdout;
  const whole = linesOf([bytes]);

  test('the stream as a whole', () => {
    expect(whole).toEqual(bytes.toString().trimEnd().split('\n'));
    expect(whole.join()).toContain('zażółć 漢字 🦤');
  });

  test('in two', () => {
    for (let at = 0; at <= bytes.length; at++) {
      expect(linesOf([bytes.subarray(0, at), bytes.subarray(at)])).toEqual(whole);
    }
  });

  test.each([1, 2, 3, 7, 64])('into chunks of %d bytes', (size) => {
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
      bytes.subarray(i * size, (i + 1) * size),
    );
    expect(linesOf(chunks)).toEqual(whole);
  });
});

test('a last line without a newline counts, an empty one does not, empty lines between do', () => {
  expect(linesOf([Buffer.from('a\n\nb')])).toEqual(['a', '', 'b']);
  expect(linesOf([Buffer.from('a\n')])).toEqual(['a']);
  expect(linesOf([])).toEqual([]);
});

test('bytes that are no UTF-8 do not end a line or lose one', () => {
  expect(linesOf([Buffer.from([0x61, 0xff, 0x0a, 0xc3]), Buffer.from('\nb\n')])).toEqual(['a�', '�', 'b']);
});

test('a line of many megabytes in small chunks comes out whole', () => {
  const chunk = Buffer.alloc(1 << 16, 'x');
  const [line, ...others] = linesOf([...Array.from({ length: 128 }, () => chunk), Buffer.from('\n')]);
  expect([line!.length, others]).toEqual([128 << 16, []]);
});

test('every recorded line of standard output is an event, in Go 1.24 and newer', () => {
  for (const line of linesOf([recorded('builds').stdout])) expect(decodeLine(line).event?.Action).toBeDefined();
});

test.each([
  'FAIL\texample.com/streams/noimport [setup failed]',
  '{"Action":"pass"}',
  '{"Package":"p"}',
  '{"Action":7,"Package":"p"}',
  '{"Action":"pass","Package":"p"',
  '{}',
  '[]',
  '',
])('%j is text', (raw) => {
  expect(decodeLine(raw)).toEqual({ raw });
});
