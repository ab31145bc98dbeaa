// docs/diagnosis.md, out of the table in src/diagnosis.
import { room } from './lib.mjs';

const { diagnose, ROWS } = room('diagnosis');

const PLACE = {
  port: { goos: 'linux', goarch: 'arm64', level: 'v8.1' },
  host: { goos: 'linux', goarch: 'amd64' },
  emulated: true,
  emulator: { path: 'qemu-aarch64', version: '7.2.22', major: 7, cpu: 'cortex-a53' },
  goVersion: 'go1.26.8',
};
const STAGES = {
  build: 'the packages could not be built (`buildFailed`, `setupFailed`)',
  start: 'the test binary was not started (outcome `infrastructure`)',
  crash: 'a signal or Go’s runtime ended it (`crashed`)',
  timeout: 'its time was up (`timedOut`)',
  test: 'a test failed (`failed`)',
};
const HEAD = `<!-- Written by scripts/docs.mjs out of the table in src/diagnosis. Edit that, then: npm run docs -->

# Failures that have a known cause

Below a failure of one of these kinds nx-go-cross prints two lines, \`cause\` and \`remedy\`. They are in summary.json, too, as
\`diagnosis: {id, cause, remedy}\` of the failure, and in junit.xml. The texts name port, emulator, CPU model and machine
of the run; here they are those of linux/arm64/v8.1 under qemu-aarch64 7.2.22 as a cortex-a53, on linux/amd64. The first
of the list that fits is taken.

A kind that is marked **transient** is a defect of the emulator or the machine that comes and goes. The packages that it
ended are run again, at most \`infraRetries\` times (default 1, \`0\` for never), which the output, \`retries\` of the package in
summary.json and junit.xml say. A test that failed is never run again, and a package in which one had failed is not
either: a retry must not hide what the code does.
`;

/** The page. */
export function diagnosisPage() {
  return [HEAD, ...ROWS.map(section)].join('\n');
}

/** A native run has no emulator. */
function placeOf(runner) {
  if (runner !== 'native') return { ...PLACE, timeLimit: "1h40m0s (Go's default of 10m0s × 10, 'timeoutFactor')" };
  const { emulator: _, ...rest } = PLACE;
  return { ...rest, port: PLACE.host, emulated: false, timeLimit: "10m0s (Go's default)" };
}

function section(row) {
  const places = ['namespace', 'qemu', 'container', 'proot', 'native'].map((runner) => ({
    ...placeOf(runner),
    runner,
    hidesOwners: runner === 'namespace',
  }));
  const special = [
    { repeats: true },
    { cgoPackage: 'example.com/clib' },
    { hostCompiler: { used: 'gcc', installed: 'aarch64-linux-gnu-gcc' } },
    { port: { goos: 'linux', goarch: 's390x' }, emulator: { ...PLACE.emulator, path: 'qemu-s390x' } },
    { port: { goos: 'js', goarch: 'wasm' } },
  ].map((facts) => ({ ...placeOf('namespace'), runner: 'namespace', ...facts }));
  const { cause, remedy } = [...places, ...special]
    .map((place) => diagnose(row.example, row.stages, place))
    .find((found) => found?.id === row.id);
  const when = row.stages.map((stage) => STAGES[stage]).join(', or ');
  return [
    `## ${row.id}`,
    `\`\`\`text\n${row.example}\n\`\`\``,
    `Looked for when ${when}.${row.transient ? ' **Transient.**' : ''}`,
    `- cause: ${cause}\n- remedy: ${remedy}\n`,
  ].join('\n\n');
}
