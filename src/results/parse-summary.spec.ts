import { isSummary, parseSummary } from './parse-summary';

const SUMMARY = { schema: 1, project: 'svc', port: { id: 'arm64', goos: 'linux', goarch: 'arm64' }, packages: [] };

test('a summary is read', () => {
  expect(parseSummary(SUMMARY)).toBe(SUMMARY);
});

test.each([
  ['null', null, 'is not of schema 1; this version reads no other'],
  ['a list', [], 'is not of schema 1; this version reads no other'],
  ['another schema', { ...SUMMARY, schema: 2 }, 'is not of schema 1; this version reads no other'],
  ['no project', { ...SUMMARY, project: undefined }, 'lacks project, port or packages'],
  ['a port that is no object', { ...SUMMARY, port: 'arm64' }, 'lacks project, port or packages'],
  ['no packages', { ...SUMMARY, packages: {} }, 'lacks project, port or packages'],
])('%s is refused', (_what, value, message) => {
  expect(() => parseSummary(value)).toThrow(message);
});

test.each([
  [SUMMARY, true],
  [{ ...SUMMARY, schema: 7 }, true],
  [{ total: 3 }, false],
  [{ ...SUMMARY, port: 'arm64' }, false],
  [null, false],
])('%j is a summary of some version: %s', (value, expected) => {
  expect(isSummary(value)).toBe(expected);
});
