import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestRun } from '../../events';
import { EMULATED } from '../../events/testdata/places';
import type { UnitRun } from '../../gotest';
import { isNothingForPort, nothingForPortText } from './nothing-for-port';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'nx-go-cross-nothing-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const NOTHING = 'go: warning: "./..." matched no packages';

interface Case {
  /** The port for which `go list` finds a package. */
  readonly other?: string;
  readonly text?: string;
  readonly event?: boolean;
  readonly cancelled?: boolean;
  readonly asked?: string | string[];
  readonly binaries?: number;
}

function unitRun({ other = '', text = NOTHING, event = false, cancelled = false, binaries }: Case): UnitRun {
  const go = join(dir, 'go');
  writeFileSync(go, `#!/bin/sh\n[ "$GOOS/$GOARCH/$CGO_ENABLED" = "${other}/1" ] && echo m/simd\nexit 0\n`);
  chmodSync(go, 0o755);
  const run = new TestRun(EMULATED);
  run.applyText(text);
  if (event) run.apply({ Action: 'start', Package: 'm/simd' });
  run.finish();
  const unit = {
    ...{ project: 'simd', port: { goos: 'linux', goarch: 'arm64' }, go, dir, env: { PATH: process.env.PATH } },
    options: { packages: ['./...'], goFlags: [] },
    binaries: binaries === undefined ? undefined : { packages: Array(binaries).fill('') },
  };
  return { run, unit, exitCode: 1, cancelled } as unknown as UnitRun;
}

test.each<[string, boolean, Case]>([
  ['Go finds something for the most common port', true, { other: 'linux/amd64' }],
  ['Go finds something for another system', true, { other: 'windows/386' }],
  ['Go finds nothing for any port, as without a tag', false, {}],
  ['the user says so of all packages', true, { other: 'linux/s390x', asked: './...' }],
  ['the user names packages', false, { other: 'linux/amd64', asked: ['./none/...'] }],
  ['Go has another reason', false, { other: 'linux/amd64', text: 'go: go.mod file not found' }],
  ['a package took part', false, { other: 'linux/amd64', event: true }],
  ['the run was cancelled', false, { other: 'linux/amd64', cancelled: true }],
  ['test binaries of no package', true, { binaries: 0, text: '' }],
  ['test binaries that did not run', false, { binaries: 1 }],
])('%s: nothing for the port %s', async (_title, expected, given) => {
  expect(await isNothingForPort(unitRun(given), given.asked)).toBe(expected);
});

test('the text says how to have no target for the port', () => {
  const port = { goos: 'linux', goarch: 'arm', level: '6' };
  expect(nothingForPortText({ project: 'simd', port })).toBe(
    'Nothing for linux/arm/6: file names and build constraints leave out every Go file of simd.\n' +
      '  To drop the port: nx g nx-go-cross:port-targets simd --ports=arm/6 --remove\n',
  );
});
