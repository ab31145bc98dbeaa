import { stripVTControlCharacters } from 'node:util';
import { NATIVE, ON_I386 } from '../../events/testdata/places';
import { play, recorded } from '../../events/testdata/recorded';
import { createReporter, type ReporterName } from './create-reporter';
import type { RunInfo } from './reporter';
import { expectGolden } from '../testdata/golden';
import { FakeWriter } from '../testdata/fake-writer';

/** Anything but new lines, tabs and what is printed. */
const CONTROL = /(?![\n\t])\p{Control}/u;
const HERE: RunInfo = { port: 'linux/amd64' };
const EMULATED: RunInfo = {
  port: 'linux/386',
  emulator: '/usr/bin/qemu-i386 7.2.22',
};

function report(name: ReporterName, stream: string, info = HERE, writer = new FakeWriter(), people = writer): string {
  const reporter = createReporter(name, writer, info, people);
  const run = play(recorded(stream), info.emulator === undefined ? NATIVE : ON_I386, (event, current, raw) =>
    event === undefined ? reporter.onText(raw) : reporter.onEvent(event, current, raw),
  );
  reporter.end({ run, outcome: run.outcome!, seconds: 12.3, cancelled: false });
  return writer.text;
}

test.each<[ReporterName, string]>([
  ['pretty', 'builds'],
  ['pretty', 'builds-go1.23'],
  ['pretty', 'pass'],
  ['pretty', 'cached'],
  ['pretty', 'cover'],
  ['pretty', 'panics'],
  ['pretty', 'timesout'],
  ['pretty', 'exec-true'],
  ['pretty', 'matches-nothing'],
  ['pretty', 'ignores-reruns-printsfail'],
  ['quiet', 'fail'],
  ['quiet', 'pass'],
  ['verbose', 'fail'],
  ['dots', 'fail'],
  ['dots', 'builds-go1.23'],
])('%s, stream %s', (name, stream) => {
  expectGolden(`${name}-${stream}`, report(name, stream));
});

test('a crash under emulation is named with the emulator and the remedy', () => {
  expectGolden('pretty-qemu-i386-start', report('pretty', 'qemu-i386-start', EMULATED));
});

test.each(['pretty', 'quiet', 'dots'] as const)(
  '%s shows what is run again, when it happens and at the end',
  (name) => {
    const writer = new FakeWriter();
    const reporter = createReporter(name, writer, EMULATED);
    const run = play(recorded('qemu-i386-start'), ON_I386);
    reporter.onRetry(run.transient, 1, 2);
    run.retry(run.transient);
    for (const line of recorded('pass').stdout.toString().trim().split('\n')) {
      run.apply(JSON.parse(line));
      reporter.onEvent(JSON.parse(line), run, line);
    }
    run.finish();
    reporter.end({ run, outcome: 'passed', seconds: 1, cancelled: false });
    expect(writer.text).toMatch(
      /^RETRY example\.com\/streams\/pass {2}crashed: .* It is run again \(1 of at most 2\)\.$/m,
    );
    expect(writer.text).toContain("── 1 package run again, for a failure that was no test's\n");
    expect(writer.text).toContain('pass: crashed (signalHandler) before, and then it passed\n');
  },
);

test('json is the stream as Go gave it', () => {
  expect(report('json', 'fail', HERE, new FakeWriter(), new FakeWriter())).toBe(recorded('fail').stdout.toString());
});

test.each(['exec-true', 'builds-go1.23'])('json, stream %s: what is no event is for people, elsewhere', (stream) => {
  const people = new FakeWriter();
  const { stdout } = recorded(stream);
  const events = stdout
    .toString()
    .split('\n')
    .filter((line) => line.startsWith('{'));
  expect(report('json', stream, HERE, new FakeWriter(), people)).toBe(events.map((line) => `${line}\n`).join(''));
  expect(people.text).toBe(report('quiet', stream));
});

test('nothing moves the cursor where nobody watches, and nothing is coloured without colour', () => {
  for (const name of ['pretty', 'dots', 'verbose', 'quiet'] as const) {
    expect(report(name, 'builds')).not.toMatch(CONTROL);
  }
});

test('with colour, only colours', () => {
  const text = report('pretty', 'fail', HERE, new FakeWriter({ color: true }));
  expect(text).toContain('\x1b[31mFAIL \x1b[0m example.com/streams/fail');
  expect(stripVTControlCharacters(text)).not.toMatch(CONTROL);
  for (const after of text.split('\x1b').slice(1)) expect(after).toMatch(/^\[\d+m/);
});

test('packages that were cut off are reported at the end, and a cancelled run is no success', () => {
  const { stdout } = recorded('builds');
  const half = stdout.toString().split('\n').slice(0, -20).join('\n');
  const writer = new FakeWriter();
  const reporter = createReporter('pretty', writer, HERE);
  const run = play({ stdout: Buffer.from(half), stderr: Buffer.alloc(0) }, NATIVE, (event, current, raw) =>
    reporter.onEvent(event!, current, raw),
  );
  reporter.end({ run, outcome: 'infrastructure', seconds: 1, cancelled: true });
  expect(writer.text).toMatch(/RUNNER example\.com\/streams\/\w+/);
  expect(writer.text).toContain('linux/amd64: cancelled · ');
});

test('the summary says so when the run is refused though all tests passed', () => {
  const writer = new FakeWriter();
  const run = play(recorded('pass'));
  const end = { run, outcome: 'setupFailed', seconds: 1, cancelled: false, refused: 'undeclared inputs' } as const;
  createReporter('pretty', writer, HERE).end(end);
  expect(writer.text).toContain('linux/amd64: undeclared inputs · 1 package passed');
});

test('the summary says so when go test failed and no package did', () => {
  const writer = new FakeWriter({ color: true });
  const reporter = createReporter('pretty', writer, HERE);
  const run = play(recorded('pass'));
  reporter.end({ run, outcome: 'setupFailed', seconds: 1, cancelled: false });
  expect(writer.text).toContain('\x1b[31mlinux/amd64: go test failed · 1 package passed');
});
