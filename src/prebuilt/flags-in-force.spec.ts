import type { TestUnit } from '../gotest';
import { flagsInForce } from './flags-in-force';
import type { Manifest } from './manifest';

interface Given {
  /** When they are run. */
  readonly goflags?: string;
  readonly options?: object;
  /** When they were built. */
  readonly args?: readonly string[];
  readonly noted?: readonly string[];
  readonly goFlags?: readonly string[];
}

function inForce({ goflags, options = {}, args, noted, goFlags }: Given) {
  const unit = { goflags, options, dir: '/w/svc' } as unknown as TestUnit;
  const packages = [{ importPath: 'm', args }];
  const manifest = { options: { goFlags }, goflags: noted, packages } as unknown as Manifest;
  return { flags: flagsInForce(unit, { manifest }), args: args ?? [] };
}

test.each<[string, Given, string[]]>([
  ['nothing said', {}, []],
  ['said when they were built', { args: ['-test.short', '-test.cpu=2'] }, ['-test.short', '-test.cpu=2']],
  ['GOFLAGS now', { goflags: '--short -run=A' }, ['-test.short', '-test.run=A']],
  ['GOFLAGS now, over that of the build', { args: ['-test.run=A'], goflags: '-run=B' }, ['-test.run=A', '-test.run=B']],
  ['options over both', { args: ['-test.run=A'], options: { run: 'C' } }, ['-test.run=A', '-test.run=C']],
  [
    'goFlags of the build over options',
    { args: ['-test.short=false'], goFlags: ['-short=false'], options: { short: true }, goflags: '-short' },
    ['-test.short', '-test.short', '-test.short=false'],
  ],
  ['what is for the build', { goflags: '-tags=a -p=2 -json -x' }, []],
  ['what a run has anyway', { goflags: '-v -timeout=5s -outputdir=x' }, []],
  ['profiles', { goflags: '-cpuprofile=x' }, ['-test.cpuprofile=x', '-test.outputdir=/w/svc']],
])('%s', (_title, given, expected) => {
  const { flags, args } = inForce(given);
  expect(flags.of(args)).toEqual(expected);
});

test.each<[Given, object]>([
  [{}, { failfast: false, isBench: false, p: undefined }],
  [{ goflags: '-failfast -bench=. -p=3' }, { failfast: true, isBench: true, p: 3 }],
  [{ args: ['-test.failfast=true', '-test.bench=.'] }, { failfast: true, isBench: true }],
  [
    { args: ['-test.failfast'], options: { failfast: false, p: 2 }, goflags: '-p=3' },
    { failfast: false, p: 2 },
  ],
])('what decides about the run itself: %j', (given, expected) => {
  expect(inForce(given).flags).toMatchObject(expected);
});
