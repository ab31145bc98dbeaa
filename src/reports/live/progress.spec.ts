import { TestRun } from '../../events';
import { NATIVE } from '../../events/testdata/places';
import { Progress, progressText } from './progress';
import { FakeWriter } from '../testdata/fake-writer';

const PATHS = [
  'example.com/app/svc/api',
  'example.com/app/svc/db',
  'example.com/app/lib/mail',
  'example.com/app/lib/x',
];

/** The first package done, the second running. */
function midway(): TestRun {
  const run = new TestRun(NATIVE);
  run.apply({ Action: 'start', Package: PATHS[0] });
  run.apply({ Action: 'skip', Package: PATHS[0] });
  run.apply({ Action: 'start', Package: PATHS[1] });
  return run;
}

test.each([
  [undefined, [], 3, 'linux/arm64  0 packages  3s  building'],
  [undefined, PATHS, 3, 'linux/arm64  0/4 packages  3s  building svc/api and 3 more'],
  [midway(), [], 8, 'linux/arm64  1 package  8s  running svc/db · building'],
  [midway(), PATHS, 68, 'linux/arm64  1/4 packages  1m08s  running svc/db · building lib/mail and 1 more'],
  [midway(), PATHS.slice(0, 3), 8, 'linux/arm64  1/3 packages  8s  running svc/db · building lib/mail'],
  [midway(), PATHS.slice(0, 2), 8, 'linux/arm64  1/2 packages  8s  running svc/db'],
  // go list and go test disagree: what was seen counts.
  [midway(), PATHS.slice(0, 1), 8, 'linux/arm64  1/2 packages  8s  running svc/db'],
])('progress text %#', (run, expected, seconds, text) => {
  expect(progressText('linux/arm64', seconds, run, expected)).toBe(text);
});

describe('on a terminal', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  test('the line is drawn when it says something new, fits, and makes room for text', () => {
    const writer = new FakeWriter({ live: true, columns: 41 });
    const progress = new Progress(writer, 'linux/arm64');
    progress.expect(PATHS);
    jest.advanceTimersByTime(950);
    expect(writer.pieces).toEqual(['\r\x1b[2Klinux/arm64  0/4 packages  0s  building…']);
    progress.update(midway());
    progress.write('ok    svc/api\n');
    progress.write('half a line');
    jest.advanceTimersByTime(200);
    progress.write(' and its end\n');
    jest.advanceTimersByTime(100);
    progress.stop();
    jest.advanceTimersByTime(5_000);
    expect(writer.pieces.slice(1)).toEqual([
      '\r\x1b[2K',
      'ok    svc/api\n',
      'half a line',
      ' and its end\n',
      '\r\x1b[2Klinux/arm64  1/4 packages  1s  running …',
      '\r\x1b[2K',
    ]);
  });

  test('where nobody watches there is none', () => {
    const writer = new FakeWriter();
    const progress = new Progress(writer, 'linux/arm64');
    progress.write('text\n');
    jest.advanceTimersByTime(5_000);
    progress.stop();
    expect(writer.pieces).toEqual(['text\n']);
  });
});
