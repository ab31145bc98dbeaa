import { parseGoBuild, parsePlusBuild, type Truth } from './constraint';

const truth = (tag: string): Truth => (tag === 'm' ? 'maybe' : /^(yes|größe|go1\.18|arm64\.v8\.0)$/.test(tag));

test.each<[string, Truth | undefined]>([
  ['yes', true],
  ['no', false],
  ['größe', true],
  ['go1.18&&arm64.v8.0', true],
  ['!no && (yes || no)', true],
  ['!(yes||no)', false],
  ['yes || no && no', true],
  ['(yes || no) && no', false],
  ['m', 'maybe'],
  ['!m', 'maybe'],
  ['m && yes', 'maybe'],
  ['m && no', false],
  ['m || no', 'maybe'],
  ['m || yes', true],
  ['', undefined],
  ['yes no', undefined],
  ['yes &&', undefined],
  ['|| yes', undefined],
  ['(yes', undefined],
  ['yes)', undefined],
  ['!!yes', undefined],
  ['!(!yes)', true],
  ['yes & no', undefined],
  ['yes-no', undefined],
])('//go:build %s', (text, expected) => {
  expect(parseGoBuild(text)?.(truth)).toBe(expected);
});

test.each<[readonly string[], Truth]>([
  [['yes'], true],
  [['no yes'], true],
  [['yes,no'], false],
  [['yes,!no'], true],
  [['yes', 'no'], false],
  [['m'], 'maybe'],
  [['!!yes'], false],
  [['!'], false],
  [['!a-b'], true],
  [[''], false],
])('// +build %j', (lines, expected) => {
  expect(parsePlusBuild(lines)(truth)).toBe(expected);
});
