// Everything: what is missing is installed, then lint, types, unused code, format, docs, build, unit specs, e2e. The last line is the totals.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run } from './lib.mjs';
import { lineCoverage } from './line-coverage/report.mjs';
import { slowest } from './test-report.mjs';
import { count } from './test-totals.mjs';

const full = process.argv.includes('--full');
const totals = { passed: 0, failed: 0, skipped: 0 };
const suites = [];
/** Go's cache of the e2e suite: what one suite has compiled, the other finds. */
const GOCACHE = join(root, 'node_modules', '.cache', 'e2e', 'gocache');
const reports = mkdtempSync(join(tmpdir(), 'nx-go-cross-test-'));
const lines = join(reports, 'lines');

const isReady = step('setup', 'node', ['scripts/setup.mjs', '--e2e', ...(full ? ['--full'] : [])]);
if (isReady) runAll();
rmSync(reports, { recursive: true, force: true });

if (suites.length > 0) console.log(['The slowest specs:', ...slowest(suites)].join('\n'));
const { passed, failed, skipped } = totals;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed === 0 ? 0 : 1);

function runAll() {
  step('lint', 'npx', ['--no-install', 'oxlint', '--deny-warnings']);
  step('types', 'npm', ['run', '--silent', 'types']);
  step('unused', 'npm', ['run', '--silent', 'unused']);
  step('format', 'npx', ['--no-install', 'prettier', '--check', '--log-level=warn', '.']);
  step('docs', 'node', ['scripts/docs.mjs', '--check']);
  const isBuilt = step('build', 'node', ['scripts/build.mjs']);
  mkdirSync(lines);
  // Many of them wait for programs that they start.
  suite('unit', ['--maxWorkers=3'], { GOCACHE, LINE_COVERAGE_FOLDER: lines });
  tellLineCoverage();
  // The suite packs what was built: without it every spec would fail, each for the same reason.
  if (!full) {
    console.log(
      'Not run here, but by npm run test:full, for their length: the specs in e2e/full, and what repeats a claim.',
    );
  }
  if (isBuilt) suite('e2e', ['--maxWorkers=3'], { NX_GO_CROSS_FULL: full ? '1' : '' });
  else add('e2e, not run without a build', { passed: 0, failed: 1, skipped: 0 });
}

function tellLineCoverage() {
  try {
    const { covered, total } = lineCoverage(lines);
    const percent = ((100 * covered) / total).toFixed(1);
    console.log(`The unit specs run ${percent} % of the lines in src: ${covered} of ${total}.`);
  } catch (error) {
    console.error(error);
    add('line coverage', { passed: 0, failed: 1, skipped: 0 });
  }
}

/** A command that counts as one test. */
function step(name, command, args) {
  const isGood = run(command, args) === 0;
  add(name, isGood ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 });
  return isGood;
}

/** A jest project. */
function suite(name, args = [], env = {}) {
  const report = join(reports, `${name}.json`);
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const code = run(process.execPath, [jest, '--selectProjects', name, '--json', `--outputFile=${report}`, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  suites.push(read(report));
  add(name, count(suites.at(-1), code));
}

function add(name, result) {
  for (const key of Object.keys(totals)) totals[key] += result[key];
  console.log(`${result.failed === 0 ? 'ok  ' : 'FAIL'} ${name}`);
}

/** Undefined when jest died before it wrote one. */
function read(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return undefined;
  }
}
