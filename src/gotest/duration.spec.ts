import { formatDuration, parseDuration } from './duration';

test.each([
  ['0', 0],
  ['90s', 90_000],
  ['1h30m', 5_400_000],
  ['1.5s', 1_500],
  ['.5s', 500],
  ['250ms', 250],
  ['10us', 0.01],
  ['10µs', 0.01],
])('%s is %d ms', (text, ms) => {
  expect(parseDuration(text)).toBeCloseTo(ms, 9);
});

test.each(['abc', '', '10', '-1s', '1d', 's', '1 s', '1s '])('%j is no duration', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

test.each([
  [5_000, '5s'],
  [61_500, '1m1.5s'],
  [660_000, '11m0s'],
  [3_600_000, '1h0m0s'],
  [5_400_000, '1h30m0s'],
])('%d ms are %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});
