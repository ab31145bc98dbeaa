import { CrossTestError } from '../../errors';
import { formatProfile, mergeProfiles } from './merge-profiles';
import { parseProfile } from './parse-profile';
import { coverageOf, percentText } from './profile';

const AMD64 = `mode: set
example.com/svc/sum.go:10.20,12.2 2 1
example.com/svc/sum.go:3.13,9.20 3 0
example.com/svc/sum_amd64.go:3.13,4.2 1 1
`;
const ARM64 = `mode: set
example.com/svc/sum.go:3.13,9.20 3 1
example.com/svc/sum.go:10.20,12.2 2 0
example.com/svc/sum_arm64.go:3.13,4.2 1 0
`;

const named = (...texts: string[]) =>
  texts.map((text, index) => ({ name: `p${index}`, profile: parseProfile(text, `p${index}`) }));
const merged = (...texts: string[]) => formatProfile(mergeProfiles(named(...texts)));

test('what ran on one port is covered, and what only one compiles is there', () => {
  expect(merged(AMD64, ARM64)).toBe(`mode: set
example.com/svc/sum.go:3.13,9.20 3 1
example.com/svc/sum.go:10.20,12.2 2 1
example.com/svc/sum_amd64.go:3.13,4.2 1 1
example.com/svc/sum_arm64.go:3.13,4.2 1 0
`);
});

test.each([
  ['set', 'set', 'set', 1],
  ['count', 'count', 'count', 8],
  ['atomic', 'atomic', 'atomic', 8],
  ['count', 'atomic', 'count', 8],
  ['count', 'set', 'set', 1],
  ['set', 'atomic', 'set', 1],
])('modes %s and %s become %s', (one, other, mode, count) => {
  // Twice in each, as two test binaries count it.
  const text = (name: string) => `mode: ${name}\na.go:1.1,2.2 1 3\na.go:1.1,2.2 1 1\n`;
  expect(merged(text(one), text(other))).toBe(`mode: ${mode}\na.go:1.1,2.2 1 ${count}\n`);
});

test('merging is the same in any order, and with itself', () => {
  expect(merged(ARM64, AMD64)).toBe(merged(AMD64, ARM64));
  expect(merged(AMD64, AMD64)).toBe(merged(AMD64));
});

test.each([
  ['a path with blanks and colons', 'C:/my code/a b.go:1.1,2.2 1 1'],
  ['line ends of Windows', 'a.go:1.1,2.2 1 1\r'],
])('%s', (_title, line) => {
  expect(merged(`mode: set\n${line}\n`)).toBe(`mode: set\n${line.replace('\r', '')}\n`);
});

test('a profile without blocks', () => {
  expect(merged('mode: atomic\n')).toBe('mode: atomic\n');
  expect(percentText(coverageOf(parseProfile('mode: set\n', 'p')))).toBe('–');
});

test('coverage counts statements, not blocks', () => {
  const coverage = coverageOf(parseProfile(AMD64, 'p'));
  expect([coverage, percentText(coverage)]).toEqual([{ covered: 3, statements: 6 }, '50.0%']);
});

test.each([
  ['empty', '', 'x/cover.out, line 1, is ""; a cover profile begins with its mode.'],
  ['no profile', '<html>\n', 'x/cover.out, line 1, is "<html>"; a cover profile begins with its mode.'],
  ['a mode that Go does not have', 'mode: most\n', 'x/cover.out, line 1, is "mode: most"; '],
  [
    'a line that was cut off',
    `${AMD64}example.com/svc/su`,
    'x/cover.out, line 5, is "example.com/svc/su"; a block is ',
  ],
  ['a second head', `${AMD64}${ARM64}`, 'x/cover.out, line 5, is "mode: set"; '],
  ['a negative count', 'mode: set\na.go:1.1,2.2 1 -1\n', 'x/cover.out, line 2, '],
  [
    'two sizes of a block',
    'mode: set\na.go:1.1,2.2 1 1\na.go:1.1,2.2 2 1\n',
    'x/cover.out, line 3, gives a.go:1.1,2.2 2 statements',
  ],
])('a bad profile is named with file and line: %s', (_title, text, message) => {
  expect(() => parseProfile(text, 'x/cover.out')).toThrow(CrossTestError);
  expect(() => parseProfile(text, 'x/cover.out')).toThrow(message);
});

test('ports whose sources differ', () => {
  const other = AMD64.replace('9.20 3 0', '9.20 4 0');
  expect(() => merged(AMD64, other)).toThrow(
    'p1 gives example.com/svc/sum.go:3.13,9.20 4 statements where 3 were counted before',
  );
});
