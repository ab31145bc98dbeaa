import { createHash } from 'node:crypto';
import { EARLIEST, LATEST, timeOf } from './content-time';

const of = (hex: string) => timeOf(Buffer.from(hex.padEnd(64, '0'), 'hex'));

test.each([
  ['0', EARLIEST],
  ['000000000001', EARLIEST + 1 / 64],
  ['000000000040', EARLIEST + 1],
  // 36 bits count: those above are left out, and no time is later than the window.
  ['001000000000', EARLIEST],
  ['f00000000000', EARLIEST],
  ['ffffffffffff', LATEST - 1 / 64],
])('digest %s has time %d', (digest, time) => expect(of(digest)).toBe(time));

test('all times are past, and after 1980', () => {
  expect(new Date(EARLIEST * 1_000).toISOString()).toBe('1985-01-01T00:00:00.000Z');
  expect(new Date(LATEST * 1_000).toISOString()).toBe('2019-01-10T13:37:04.000Z');
});

test('a hundred thousand contents have as many times', () => {
  const times = Array.from({ length: 100_000 }, (_, i) => timeOf(createHash('sha256').update(String(i)).digest()));
  expect(new Set(times).size).toBe(times.length);
  expect(times.every((time) => Number.isInteger(time * 64) && time >= EARLIEST && time < LATEST)).toBe(true);
});
