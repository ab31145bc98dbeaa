import { compareAll, titleOf, type Trial } from '../goflags/compare';
import { GoflagsFixture } from '../goflags/fixture';
import type { Place, Row } from '../goflags/row';
import { CGO, MERGED, REFUSED, SINGLE } from '../goflags/rows';

const GOARCHS = ['amd64', 'arm64'];
const PLACES: readonly Place[] = ['environment', 'go env -w', 'option env'];
const EXECUTORS = ['test', 'binaries', 'check'] as const;

/** Every row with every executor, natively and emulated, what runs nothing for one port; the place changes with the row. */
function crossed(rows: readonly Row[]): Trial[] {
  const all = rows.flatMap((row, index) =>
    GOARCHS.flatMap((goarch, second) =>
      EXECUTORS.filter((executor) => executor !== 'check' || (index + second) % 2 === 0).map((executor, third) => ({
        ...{ row, goarch, executor },
        place: PLACES[(index + second + third) % 3]!,
      })),
    ),
  );
  return all.filter(({ row: { only = {} }, goarch, executor }) => {
    const { ports = GOARCHS, executors = EXECUTORS } = only;
    return ports.includes(goarch) && executors.includes(executor);
  });
}

const linked = (['off', 'dynamic', 'static'] as const).flatMap((cgo) =>
  crossed(CGO).map((trial): Trial => ({ ...trial, cgo })),
);

/** A part of the rows, by their titles: for work on this suite. */
const only = new RegExp(process.env.NX_GO_CROSS_ROWS ?? '');

describe.each(Object.entries({ single: crossed(SINGLE), merged: crossed(MERGED), refused: crossed(REFUSED), linked }))(
  '%s',
  (_name, all) => {
    const trials = all.filter((trial) => only.test(titleOf(trial)));
    let fixture: GoflagsFixture;
    let found: Map<Trial, string[]>;
    beforeAll(async () => {
      fixture = new GoflagsFixture();
      found = await compareAll(fixture, trials);
    }, 3_600_000);
    afterAll(() => fixture.close());

    test.each(trials.map((trial) => [titleOf(trial), trial] as const))('as go test: %s', (_title, trial) => {
      expect(found.get(trial)!.join('\n')).toBe('');
    });
  },
);
