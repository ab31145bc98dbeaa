// Records what `go test -json` prints, for the specs of src/events and src/reports:
//   node src/events/testdata/record.mjs [name…]
// Needs Go, GOTOOLCHAIN=go1.23.12 from the module proxy, and qemu-user 7 for the crashes of its i386 emulator.
// Standard error is kept beside standard output where there is any. Look at the difference before you commit it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const here = import.meta.dirname ?? new URL('.', import.meta.url).pathname;
const BUILDS = ['nobuild', 'novet', 'noimport', 'usesbroken', 'brokenlib', 'notests', 'pass', 'fail'];
const I386 = { GOARCH: '386', GODEBUG: 'asyncpreemptoff=1' };

/** As our own shells are started. */
const SHELL = `/bin/sh -c 'exec "$@"' nx-go-cross-sh`;

/** name → packages, flags, environment, whether to run once before, whether to leave out the middle of stack dumps. */
const STREAMS = {
  pass: [['pass']],
  cached: [['pass'], [], {}, { twice: true }],
  fail: [['fail']],
  panics: [['panics']],
  'mainpanics-mainexits': [['mainpanics', 'mainexits']],
  timesout: [['timesout'], ['-timeout=1s']],
  hangs: [['hangs'], ['-timeout=1s'], {}, { short: true }],
  killed: [['killed']],
  signalled: [['signalled'], [], {}, { short: true }],
  'panics-core': [['panics'], [], { GOTRACEBACK: 'crash' }, { short: true }],
  'exitszero-exitsinside-dismisses-pretends': [['exitszero', 'exitsinside', 'dismisses', 'pretends'], ['-p=1']],
  'ignores-reruns-printsfail': [['ignores', 'reruns', 'printsfail'], ['-p=1']],
  'claims-denies': [['claims', 'denies'], ['-p=1']],
  'flaky-twice': [['flaky'], ['-count=2']],
  'matches-nothing': [['pass', 'notests'], ['-run=^Nothing$']],
  'only-benchmarks': [['speed'], ['-run=^$', '-bench=.', '-benchtime=1x']],
  'dry-run': [['pass', 'notests'], ['-n'], {}, { short: true }],
  impostor: [['impostor']],
  benches: [['benches'], ['-bench=.', '-benchtime=1x']],
  builds: [BUILDS],
  'builds-go1.23': [BUILDS, [], { GOTOOLCHAIN: 'go1.23.12' }],
  cover: [['notests', 'pass'], ['-cover']],
  'exec-true': [['pass', 'notests'], ['-exec=true']],
  'exec-missing': [['pass'], [`-exec=${SHELL} /nowhere/qemu-arm`], { GOARCH: 'arm' }],
  'exec-format': [['pass'], [`-exec=${SHELL}`], { GOARCH: 'arm64' }],
  'qemu-wrong': [['pass'], ['-exec=qemu-arm'], { GOARCH: 'arm64' }],
  'qemu-panics-core': [['panics'], ['-exec=qemu-aarch64'], { GOARCH: 'arm64', GOTRACEBACK: 'crash' }, { short: true }],
  'qemu-overflows': [['overflows'], ['-exec=qemu-aarch64'], { GOARCH: 'arm64' }, { short: true }],
  'qemu-i386-children': [['children'], ['-exec=qemu-i386'], I386, { short: true }],
  'qemu-i386-start': [['pass'], ['-exec=qemu-i386'], { GOARCH: '386' }],
};

const names = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), 'record-'));
for (const [name, stream] of Object.entries(STREAMS)) {
  if (names.length === 0 || names.includes(name)) record(name, ...stream);
}
rmSync(scratch, { recursive: true });

function record(name, packages, flags = [], env = {}, { twice = false, short = false } = {}) {
  const count = twice ? [] : flags.some((flag) => /^-(bench|count)/.test(flag)) ? [] : ['-count=1'];
  const args = ['test', '-json', '-trimpath', ...count, ...flags, ...packages.map((one) => `./${one}`)];
  const options = { cwd: join(here, 'module'), encoding: 'utf8', env: { ...process.env, ...env, GOTMPDIR: scratch } };
  if (twice) spawnSync('go', args, options);
  const { stdout, stderr } = spawnSync('go', args, options);
  const clean = (text) => text.replaceAll(scratch, '/tmp').replace(/go-build\d+/g, 'go-build');
  writeFileSync(join(here, `${name}.jsonl`), clean(short ? shorten(stdout) : stdout));
  if (stderr !== '') writeFileSync(join(here, `${name}.stderr.txt`), clean(stderr));
  console.log(`${name}: ${stdout.split('\n').length - 1} lines, ${stderr.length} bytes on standard error`);
}

function shorten(stdout) {
  const lines = stdout.split('\n');
  return [...lines.slice(0, 25), ...lines.slice(Math.max(25, lines.length - 12))].join('\n');
}
