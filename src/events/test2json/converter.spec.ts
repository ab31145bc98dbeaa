import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TestEvent } from '../test-event';
import { Test2Json } from './converter';

/** Go's own samples: what test binaries print, and the events that Go makes of it. */
const GOROOT = execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim();
const SAMPLES = join(GOROOT, 'src', 'cmd', 'internal', 'test2json', 'testdata');
const names = readdirSync(SAMPLES).flatMap((file) => /^(.*)\.test$/.exec(file)?.[1] ?? []);

type Cut = (bytes: Buffer) => Buffer[];

function convert(chunks: readonly Buffer[], end = (_converter: Test2Json) => undefined as void): TestEvent[] {
  const events: TestEvent[] = [];
  const converter = new Test2Json('', (event) => events.push(event));
  for (const chunk of chunks) converter.write(chunk);
  end(converter);
  converter.close();
  return events;
}

/** Without what depends on the clock. Nobody names a package in the samples. */
const comparable = (events: readonly TestEvent[]) =>
  events.map(({ Time: _time, Elapsed: _elapsed, Package: _package, ...rest }) => rest);

/** Where output is cut depends on when it comes: pieces of one test that follow each other are one. */
function joined(events: ReturnType<typeof comparable>) {
  const all: ReturnType<typeof comparable> = [];
  for (const event of events) {
    const last = all.at(-1);
    const continues = last?.Action === 'output' && event.Action === 'output' && last.Test === event.Test;
    if (continues) all[all.length - 1] = { ...last, Output: `${last.Output}${event.Output}` };
    else all.push(event);
  }
  return all;
}

const expected = (name: string): TestEvent[] => {
  const lines = readFileSync(join(SAMPLES, `${name}.json`), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((line) => JSON.parse(line));
};

const lines: Cut = (bytes) => (bytes.toString('latin1').match(/[^\n]*\n|[^\n]+$/g) ?? []).map((text) => latin1(text));
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const everyTwo = (first: number): Cut => {
  return (bytes) => {
    const cuts = [bytes.subarray(0, first)];
    for (let at = first; at < bytes.length; at += 2) cuts.push(bytes.subarray(at, at + 2));
    return cuts;
  };
};

test('the samples are there', () => {
  expect(names.length).toBeGreaterThan(12);
  expect(names).toEqual(expect.arrayContaining(['frame', 'framebig', 'panic', 'unicode', 'bench']));
});

describe.each(names)('Go’s sample %s', (name) => {
  const bytes = readFileSync(join(SAMPLES, `${name}.test`));

  test('line by line: the very same events', () => {
    expect(comparable(convert(lines(bytes)))).toEqual(comparable(expected(name)));
  });

  test.each<[string, Cut]>([
    ['at once', (all) => [all]],
    ['by two bytes', everyTwo(2)],
    ['by two bytes, beginning with one', everyTwo(1)],
  ])('%s: the same, however the output is cut', (_how, cut) => {
    expect(joined(comparable(convert(cut(bytes))))).toEqual(joined(comparable(expected(name))));
  });

  test('with the line ends of Windows', () => {
    const crlf = latin1(bytes.toString('latin1').replaceAll('\n', '\r\n'));
    const unix = convert([crlf]).map((event) => ({
      ...event,
      ...(event.Output === undefined ? {} : { Output: event.Output.replaceAll('\r\n', '\n') }),
    }));
    expect(joined(comparable(unix))).toEqual(joined(comparable(expected(name))));
  });
});

describe('the end of a package', () => {
  const actions = (text: string, well: boolean) =>
    convert([latin1(text)], (converter) => converter.exited(well)).map(({ Action }) => Action);

  test('is what the binary’s exit says, whatever it printed', () => {
    expect(actions('PASS\n', false).at(-1)).toBe('fail');
    expect(actions('', true).at(-1)).toBe('pass');
  });

  test('a package without tests is skipped', () => {
    expect(actions('?   \texample.com/x\t[no test files]\n', true)).toEqual(['start', 'output', 'skip']);
  });
});

test('what a test prints counts for nothing once there are markers', () => {
  const printed = '--- FAIL: TestA (0.00s)\nPASS\n';
  const events = convert([latin1(`\x16=== RUN   TestA\n${printed}\x16--- PASS: TestA (1.25s)\n\x16PASS\n`)]);
  expect(comparable(events).filter(({ Action }) => Action !== 'output')).toEqual([
    { Action: 'start' },
    { Action: 'run', Test: 'TestA' },
    { Action: 'pass', Test: 'TestA' },
    { Action: 'pass' },
  ]);
  expect(events.find(({ Action }) => Action === 'pass')!.Elapsed).toBe(1.25);
});

test.each([
  ['a cut sequence', [0x61, 0xe2, 0x82, 0x0a], 'a\ufffd\ufffd\n'],
  ['bytes that begin nothing', [0xff, 0xfe, 0x0a], '\ufffd\ufffd\n'],
  ['a surrogate', [0xed, 0xa0, 0x80, 0x0a], '\ufffd\ufffd\ufffd\n'],
  ['a true U+FFFD beside a wrong byte', [0xef, 0xbf, 0xbd, 0x80, 0x0a], '\ufffd\ufffd\n'],
  ['whole ones around a wrong byte', [0xc3, 0xa9, 0x80, 0xf0, 0x9f, 0x98, 0x80, 0x0a], 'é\ufffd😀\n'],
])('%s becomes text as in Go', (_what, bytes, text) => {
  expect(convert([Buffer.from(bytes)])[1]!.Output).toBe(text);
});

test('long lines are cut between characters', () => {
  const outputs = convert([Buffer.from(`x${'é'.repeat(3_000)}\n`)]).slice(1);
  expect(outputs.map(({ Output }) => Output).join('')).toBe(`x${'é'.repeat(3_000)}\n`);
  expect(outputs.length).toBeGreaterThan(4);
  for (const { Output } of outputs) expect(Buffer.byteLength(Output!)).toBeLessThanOrEqual(1_024);
});
