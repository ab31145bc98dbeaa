import { stripVTControlCharacters } from 'node:util';
import { play, recorded } from '../events/testdata/recorded';
import { createReporter, type ReporterName } from '.';
import type { RunInfo } from './reporter';
import { expectGolden } from './testdata/golden';
import { FakeWriter } from './testdata/fake-writer';

/** Anything but new lines, tabs and what is printed. */
const CONTROL = /(?![\n\t])\p{Control}/u;
const NATIVE: RunInfo = { port: 'linux/amd64' };
const EMULATED: RunInfo = {
  port: 'linux/386',
  emulator: '/usr/bin/qemu-i386 7.2.22',
  crashRemedy: 'Use QEMU 8 or newer.',
};

function report(name: ReporterName, stream: string, info = NATIVE, writer = new FakeWriter()): string {
  const reporter = createReporter(name, writer, info);
  const run = play(recorded(stream), info.emulator !== undefined, (event, current, raw) =>
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

test('json is the stream as Go gave it', () => {
  expect(report('json', 'fail')).toBe(recorded('fail').stdout.toString());
});

test('nothing moves the cursor where nobody watches, and nothing is coloured without colour', () => {
  for (const name of ['pretty', 'dots', 'verbose', 'quiet'] as const) {
    expect(report(name, 'builds')).not.toMatch(CONTROL);
  }
});

test('with colour, only colours', () => {
  const text = report('pretty', 'fail', NATIVE, new FakeWriter({ color: true }));
  expect(text).toContain('\x1b[31mFAIL \x1b[0m example.com/streams/fail');
  expect(stripVTControlCharacters(text)).not.toMatch(CONTROL);
  for (const after of text.split('\x1b').slice(1)) expect(after).toMatch(/^\[\d+m/);
});

test('packages that were cut off are reported at the end, and a cancelled run is no success', () => {
  const { stdout } = recorded('builds');
  const half = stdout.toString().split('\n').slice(0, -20).join('\n');
  const writer = new FakeWriter();
  const reporter = createReporter('pretty', writer, NATIVE);
  const run = play({ stdout: Buffer.from(half), stderr: Buffer.alloc(0) }, false, (event, current, raw) =>
    reporter.onEvent(event!, current, raw),
  );
  reporter.end({ run, outcome: 'infrastructure', seconds: 1, cancelled: true });
  expect(writer.text).toMatch(/RUNNER example\.com\/streams\/\w+/);
  expect(writer.text).toContain('linux/amd64: cancelled · ');
});

test('the summary says so when go test failed and no package did', () => {
  const writer = new FakeWriter({ color: true });
  const reporter = createReporter('pretty', writer, NATIVE);
  const run = play(recorded('pass'));
  reporter.end({ run, outcome: 'setupFailed', seconds: 1, cancelled: false });
  expect(writer.text).toContain('\x1b[31mlinux/amd64: go test failed · 1 package passed');
});
