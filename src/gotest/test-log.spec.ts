import { parseTestLog } from './test-log';

const log = (...lines: string[]) =>
  parseTestLog(`# test log\n${lines.map((line) => `${line}\n`).join('')}`, '/w/svc/pkg');

test('names of variables and absolute paths, each once', () => {
  expect(
    log('getenv API_URL', 'open ../../shared/a.json', 'stat testdata', 'open /etc/hosts', 'getenv API_URL'),
  ).toEqual({
    dir: '/w/svc/pkg',
    variables: ['API_URL'],
    opened: ['/w/shared/a.json', '/etc/hosts'],
    examined: ['/w/svc/pkg/testdata'],
  });
});

test('what was opened is not listed as looked at', () => {
  expect(log('stat a', 'open a', 'stat b')).toMatchObject({ opened: ['/w/svc/pkg/a'], examined: ['/w/svc/pkg/b'] });
});

test('paths are counted from where the tests have gone', () => {
  expect(log('open a', 'chdir /w/shared', 'open a', 'stat ../b')).toMatchObject({
    opened: ['/w/svc/pkg/a', '/w/shared/a'],
    examined: ['/w/b'],
  });
});

test('names with spaces, and lines of a kind that is new', () => {
  expect(log('open a b', 'readlink c')).toMatchObject({ opened: ['/w/svc/pkg/a b'], examined: [] });
});

test('a line that was cut off does not count', () => {
  expect(parseTestLog('# test log\nopen a\nopen /w/sh', '/d')).toMatchObject({ opened: ['/d/a'] });
});

test('a log without entries', () => {
  expect(parseTestLog('# test log\n', '/d')).toEqual({ dir: '/d', variables: [], opened: [], examined: [] });
});

test.each([
  ['no text', '', '/d'],
  ['the text of something else', 'PASS\n', '/d'],
  ['a log of nobody knows which package', '# test log\nopen a\n', ''],
])('%s is no log', (_title, text, dir) => {
  expect(parseTestLog(text, dir)).toBeUndefined();
});
