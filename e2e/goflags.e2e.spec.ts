import { compareAll, titleOf, type Trial } from './goflags/compare';
import { GoflagsFixture } from './goflags/fixture';
import { QUICK } from './goflags/rows';

/** Each row once natively and once emulated, each executor and each place that GOFLAGS comes from with some of them. */
const WAYS: readonly Omit<Trial, 'row'>[] = [
  { goarch: 'amd64', executor: 'test', place: 'go env -w' },
  { goarch: 'arm64', executor: 'binaries', place: 'environment' },
  { goarch: 'arm64', executor: 'test', place: 'option env' },
  { goarch: 'arm64', executor: 'check', place: 'go env -w' },
];
const trials = QUICK.flatMap((row, index) => {
  const [first, second] = [WAYS[index % 2]!, WAYS[2 + (index % 2)]!];
  return [first, second].map((way): Trial => ({ row, ...way }));
});

let fixture: GoflagsFixture;
let found: Map<Trial, string[]>;
beforeAll(async () => {
  fixture = new GoflagsFixture();
  found = await compareAll(fixture, trials);
}, 300_000);
afterAll(() => fixture.close());

test.each(trials.map((trial) => [titleOf(trial), trial] as const))('as go test: %s', (_title, trial) => {
  expect(found.get(trial)!.join('\n')).toBe('');
});
