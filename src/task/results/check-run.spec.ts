import { TestRun } from '../../events';
import { EMULATED } from '../../events/testdata/places';
import type { UnitRun } from '../../gotest';
import { emptyRunError } from './check-run';

interface Case {
  readonly text?: readonly string[];
  readonly exitCode?: number;
  readonly cancelled?: boolean;
  readonly event?: boolean;
  readonly packages?: readonly string[];
}

function errorOf({ text = [], exitCode, cancelled = false, event = false, packages = ['./a', './b/...'] }: Case) {
  const run = new TestRun(EMULATED);
  for (const line of text) run.applyText(line);
  if (event) run.apply({ Action: 'start', Package: 'example.com/svc' });
  run.finish();
  const unit = { project: 'svc', port: { goos: 'linux', goarch: 'arm64' }, options: { packages } };
  return emptyRunError({ run, unit, exitCode, cancelled } as unknown as UnitRun);
}

test.each<[string, Case]>([
  ['a package took part', { event: true, exitCode: 1 }],
  ['the run was cancelled', { cancelled: true }],
])('no error when %s', (_title, given) => {
  expect(errorOf(given)).toBeUndefined();
});

const NO_PACKAGES = { code: 'noPackages', message: 'No Go package of svc matches ./a ./b/... for linux/arm64.' };
const failed = (what: string, rest: object) => ({
  code: 'goFailed',
  message: `go test ${what} before any package was tested.`,
  ...rest,
});

test.each<[string, Case, object]>([
  ['Go found nothing to test', { text: ['no packages to test'], exitCode: 1 }, NO_PACKAGES],
  ['a pattern matched nothing', { text: ['go: warning: "./b/..." matched no packages'], exitCode: 0 }, NO_PACKAGES],
  [
    'two patterns in one item',
    { text: ['no packages to test'], exitCode: 1, packages: ['./a ./b'] },
    { code: 'noPackages', hint: expect.stringContaining('one pattern per item') },
  ],
  ['Go is content and did nothing', { exitCode: 0 }, NO_PACKAGES],
  [
    'Go failed and said why',
    { text: ['go: errors parsing go.mod:', 'go.mod:1: unknown directive: modul'], exitCode: 1 },
    failed('ended with exit code 1', {
      hint: 'What Go says about it stands above.',
      cause: 'go: errors parsing go.mod:\ngo.mod:1: unknown directive: modul',
    }),
  ],
  ['Go failed in silence', { exitCode: 2 }, failed('ended with exit code 2', { hint: undefined })],
  ['Go was killed', {}, failed('was killed', { hint: undefined })],
])('%s', (_title, given, expected) => {
  expect(errorOf(given)).toMatchObject(expected);
});
