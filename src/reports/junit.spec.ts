import { messagesIn, type Outcome } from '../events';
import { NATIVE, ON_I386 } from '../events/testdata/places';
import { play, recorded } from '../events/testdata/recorded';
import { junit, type JunitRun } from './junit';
import { packageSummaries, type Summary } from '../results/summary';
import { all, parseXml, type XmlElement } from './testdata/parse-xml';

const NO_RUN: Summary = {
  schema: 1,
  project: 'svc',
  port: { id: 'arm-6', goos: 'linux', goarch: 'arm', level: '6' },
  runner: {
    kind: 'namespace',
    why: 'the reason',
    emulator: { path: '/q/qemu-arm', version: '7.2.22', cpu: 'arm1176' },
  },
  go: 'go1.26.8',
  cgo: 'off',
  outcome: 'infrastructure',
  startedAt: '2026-01-02T03:04:05.678Z',
  seconds: 12.3456,
  packages: [],
  undeclaredInputs: [],
};

function document(stream: string, rest: Partial<JunitRun> = {}, outcome?: Outcome, isElsewhere = false): XmlElement {
  const run = play(recorded(stream), stream.startsWith('qemu') ? ON_I386 : NATIVE);
  const summary = { ...NO_RUN, outcome: outcome ?? run.outcome!, packages: packageSummaries(run) };
  for (const one of run.packages.values()) {
    const folder = one.importPath.replace('example.com/streams', 'libs/streams');
    one.locate((_test, output) => {
      const [first] = isElsewhere ? [] : messagesIn(output);
      return first && { file: `${folder}/${first.file}`, line: first.line };
    });
  }
  return parseXml(junit({ summary, packages: [...run.packages.values()], reason: '', ...rest }));
}

const suiteOf = (root: XmlElement, name: string) =>
  all(root, 'testsuite').find((suite) => suite.attributes.name === `example.com/streams/${name} [linux/arm/6]`)!;
const caseOf = (suite: XmlElement, name: string) => all(suite, 'testcase').find((one) => one.attributes.name === name)!;

test('the whole: names, totals, time', () => {
  const root = document('builds');
  expect(root.name).toBe('testsuites');
  expect(root.attributes).toEqual({
    name: 'svc [linux/arm/6]',
    tests: '12',
    failures: '2',
    errors: '5',
    skipped: '1',
    time: '12.346',
  });
  expect(all(root, 'testsuite')).toHaveLength(8);
});

test('a suite per package, with its own totals and what the result depends on', () => {
  const suite = suiteOf(document('cached'), 'pass');
  expect(suite.attributes).toEqual({
    name: 'example.com/streams/pass [linux/arm/6]',
    tests: '4',
    failures: '0',
    errors: '0',
    skipped: '1',
    time: expect.stringMatching(/^\d+\.\d{3}$/),
    timestamp: '2026-01-02T03:04:05Z',
  });
  const properties = all(all(suite, 'properties')[0]!, 'property').map(({ attributes }) => [
    attributes.name,
    attributes.value,
  ]);
  expect(Object.fromEntries(properties)).toEqual({
    project: 'svc',
    goos: 'linux',
    goarch: 'arm',
    level: '6',
    runner: 'namespace',
    emulator: '/q/qemu-arm 7.2.22',
    cpu: 'arm1176',
    'go.version': 'go1.26.8',
    cached: 'true',
  });
});

test('every test is a case, whose class has the port in it', () => {
  const cases = all(suiteOf(document('pass'), 'pass'), 'testcase');
  expect(cases.map(({ attributes }) => attributes.name)).toEqual(['TestOne', 'TestTwo/a', 'TestTwo/b', 'TestTwo']);
  for (const { attributes } of cases) expect(attributes.classname).toBe('example.com/streams/pass [linux/arm/6]');
  expect(cases[2]!.children).toEqual([
    { name: 'skipped', attributes: { message: 'not today' }, children: [], text: '' },
  ]);
  expect(cases[0]!.children).toEqual([]);
});

test('a failed test is a failure, with the place of its message in the workspace', () => {
  const suite = suiteOf(document('fail'), 'fail');
  const sub = caseOf(suite, 'TestBad/sub');
  expect(sub.attributes).toMatchObject({ file: 'libs/streams/fail/fail_test.go', line: '12' });
  expect(sub.children).toEqual([
    {
      name: 'failure',
      attributes: { message: 'got 1, want 2', type: 'failed' },
      children: [],
      text: '=== RUN   TestBad/sub\n    fail_test.go:12: got 1, want 2\n--- FAIL: TestBad/sub (0.00s)\n',
    },
  ]);
  expect(caseOf(suite, 'TestBad').children[0]!.text).toContain('zażółć 漢字 🦤');
});

test('a package from elsewhere has no place in the workspace', () => {
  const suite = suiteOf(document('fail', {}, undefined, true), 'fail');
  expect(caseOf(suite, 'TestBad/sub').attributes).not.toHaveProperty('file');
});

test.each([
  ['builds', 'nobuild', '[buildFailed]', 'does not compile', 'cannot use "text"'],
  ['builds', 'novet', '[vetFailed]', 'go vet objects', 'fmt.Printf format %d'],
  ['builds', 'noimport', '[setupFailed]', 'could not be set up', 'no required module provides'],
  ['exec-true', 'pass', '[unproven]', 'unproven: nothing shows', 'did not report PASS'],
  ['timesout', 'timesout', 'TestSleeps/a', 'timed out', '=== RUN   TestSleeps/a'],
  ['timesout', 'timesout', '[timedOut]', 'timed out', 'panic: test timed out'],
  ['qemu-i386-children', 'children', 'TestStartsMany', 'crashed: the test binary was ended by', 'morestack on g0'],
  ['exec-format', 'pass', '[infrastructure]', 'the runner failed, not a test', 'Exec format error'],
  ['mainpanics-mainexits', 'mainpanics', '[failed]', 'failed outside of any test', 'panic: in TestMain'],
])('%s, %s: %s is an error', (stream, name, test, message, text) => {
  const [error] = caseOf(suiteOf(document(stream), name), test).children;
  expect(error!.name).toBe('error');
  expect(error!.attributes.message).toContain(message);
  expect(error!.text).toContain(text);
});

test('a panic is a failure of the test that panicked', () => {
  const [failure] = caseOf(suiteOf(document('panics'), 'panics'), 'TestPanics').children;
  expect(failure).toMatchObject({ name: 'failure', attributes: { message: 'panic: boom [recovered, repanicked]' } });
});

test('a known cause stands above the output, and what was run again is a property', () => {
  const [error] = caseOf(suiteOf(document('qemu-i386-children'), 'children'), 'TestStartsMany').children;
  expect(error!.text).toMatch(/^ {3}cause: \/usr\/bin\/qemu-i386 7\.2\.22 .*\n {3}remedy: Use QEMU 8/);
  const run = play(recorded('qemu-i386-start'), ON_I386);
  run.retry(run.transient);
  for (const line of recorded('pass').stdout.toString().trim().split('\n')) run.apply(JSON.parse(line));
  run.finish();
  const packages = [...run.packages.values()];
  const root = parseXml(junit({ summary: NO_RUN, packages, reason: '' }));
  const properties = all(all(suiteOf(root, 'pass'), 'properties')[0]!, 'property');
  const retries = properties.find(({ attributes }) => attributes.name === 'retries');
  expect(retries!.attributes.value).toBe('crashed (signalHandler)');
});

describe('a run that no package explains', () => {
  test('one that could not begin', () => {
    const root = parseXml(junit({ summary: NO_RUN, packages: [], reason: 'no Go <here>' }));
    expect(root.attributes).toMatchObject({ tests: '1', errors: '1', failures: '0' });
    const [only] = all(all(root, 'testsuite')[0]!, 'testcase');
    expect(only!.attributes).toMatchObject({ name: '[infrastructure]', classname: 'svc [linux/arm/6]' });
    expect(only!.children[0]).toMatchObject({ name: 'error', text: 'no Go <here>' });
  });

  test('go test failed where every package passed', () => {
    const root = document('pass', { reason: 'go: cannot write the profile' }, 'setupFailed');
    expect(all(root, 'testsuite').map(({ attributes }) => attributes.errors)).toEqual(['0', '1']);
  });
});

test('text that XML cannot hold, and markup', () => {
  const run = play(recorded('fail'));
  const output = 'a\x00b\x07c\x1b[31mred\x1b[0m\ud800 ]]> & < " \ufffe\r\n\ttab 🦤';
  const [packageRun] = run.packages.values();
  packageRun!.problem = output;
  const summary = { ...NO_RUN, project: 'a "b" <c>\n&', outcome: 'failed' as const };
  const xml = junit({ summary, packages: [packageRun!], reason: '' });
  const root = parseXml(xml);
  expect(root.attributes.name).toBe('a "b" <c>\n& [linux/arm/6]');
  const cases = all(all(root, 'testsuite')[0]!, 'testcase');
  expect(cases.at(-1)!.children[0]!.text).toBe('abcred ]]> & < " \n\ttab 🦤');
});

test('a text of many megabytes keeps its beginning and its end', () => {
  const run = play(recorded('fail'));
  const [packageRun] = run.packages.values();
  packageRun!.problem = `begin${'x'.repeat(5 << 20)}end`;
  const xml = junit({ summary: NO_RUN, packages: [packageRun!], reason: '' });
  expect(xml.length).toBeLessThan(300_000);
  const text = all(all(parseXml(xml), 'testsuite')[0]!, 'testcase').at(-1)!.children[0]!.text;
  expect(text).toMatch(/^beginx+\n\[nx-go-cross: \d+ characters left out here are in events\.jsonl\]\nx+end$/);
});

test('tests that m.Run ran twice count once, and failures that TestMain ignores do count', () => {
  const root = document('ignores-reruns-printsfail');
  expect(suiteOf(root, 'reruns').attributes).toMatchObject({ tests: '2', failures: '0', errors: '0' });
  expect(suiteOf(root, 'ignores').attributes).toMatchObject({ tests: '3', failures: '1', errors: '1' });
});
