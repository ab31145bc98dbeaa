import { play, recorded } from '../../events/testdata/recorded';
import type { UndeclaredInput } from '../../task-key';
import type { UnitRun } from '../../gotest';
import type { NormalizedTestOptions } from '../options/normalize-options';
import type { Resolved } from '../prepare/resolved';
import { refusalOf } from '../undeclared/report-undeclared';
import { summaryOf, type Provenance } from './summary-of';

const inputs: UndeclaredInput[] = [{ kind: 'env', name: 'API_URL', packages: ['a'], declare: '{ "env": "API_URL" }' }];
const resolved = {
  go: { version: 'go1.26' },
  plan: { kind: 'native', why: 'proved' },
  cgo: { mode: 'off' },
} as unknown as Resolved;

const unit = { options: { shuffle: 'on', goFlags: [] } };
const provenance: Provenance = {
  checkout: { commit: 'abc', clean: false },
  hash: '123',
  filter: { run: '^TestOne$', adHoc: true },
  selected: new Map([['example.com/streams/pass', { ran: 1, of: 2 }]]),
};

function summary(stream: string, undeclaredInputs: string, rest: Partial<UnitRun> = {}, found = inputs) {
  const options = { project: 'svc', port: { goos: 'linux', goarch: 'arm64' }, undeclaredInputs };
  const unitRun = { run: play(recorded(stream)), startedAt: new Date(), seconds: 1, exitCode: 0, unit, ...rest };
  const normalized = options as NormalizedTestOptions;
  const refusal = refusalOf(normalized, { inputs: found });
  return summaryOf(normalized, resolved, unitRun as UnitRun, found, refusal, provenance);
}

test('a task that fails for what its tests read has no summary that says passed', () => {
  expect(summary('pass', 'error')).toMatchObject({
    outcome: 'setupFailed',
    reason: 'The tests of svc read what the cache key does not hold: API_URL.',
    packages: [{ outcome: 'passed' }],
    undeclaredInputs: inputs,
  });
});

test.each<[string, string, string, Partial<UnitRun>, UndeclaredInput[]]>([
  ['a warning', 'pass', 'warn', {}, inputs],
  ['nothing found', 'pass', 'error', {}, []],
])('passed: %s', (_title, stream, option, rest, found) => {
  expect(summary(stream, option, rest, found)).toMatchObject({ outcome: 'passed', reason: undefined });
});

test('tests that failed say more than that', () => {
  expect(summary('fail', 'error', { exitCode: 1 })).toMatchObject({ outcome: 'failed', reason: undefined });
});

test('a cancelled run, and a go command that failed where no package did', () => {
  expect(summary('pass', 'warn', { cancelled: true })).toMatchObject({
    outcome: 'infrastructure',
    reason: 'cancelled',
  });
  expect(summary('pass', 'warn', { exitCode: 1 }).outcome).toBe('setupFailed');
});

test('what was asked, and of which sources', () => {
  expect(summary('cover', 'warn')).toMatchObject({
    commit: 'abc',
    clean: false,
    hash: '123',
    filter: { run: '^TestOne$', adHoc: true },
    shuffle: 'on',
    packages: [
      { coverage: 0, selected: undefined },
      { coverage: undefined, selected: { ran: 1, of: 2 } },
    ],
  });
});
