// Everything: what is missing is installed, then lint, types, build, unit specs, e2e. The last line has the true totals.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must, run } from './lib.mjs';

const full = process.argv.includes('--full');
const totals = { passed: 0, failed: 0, skipped: 0 };
const reports = mkdtempSync(join(tmpdir(), 'nx-go-cross-test-'));

must('node', ['scripts/setup.mjs']);
step('lint', 'npx', ['--no-install', 'oxlint', '--deny-warnings']);
step('format', 'npx', ['--no-install', 'prettier', '--check', '--log-level=warn', '.']);
step('build', 'node', ['scripts/build.mjs']);
suite('unit');
suite('e2e', ['--runInBand'], { NX_GO_CROSS_FULL: full ? '1' : '' });
rmSync(reports, { recursive: true, force: true });

const { passed, failed, skipped } = totals;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed === 0 ? 0 : 1);

/** A command that counts as one test. */
function step(name, command, args) {
  const isGood = run(command, args) === 0;
  console.log(`${isGood ? 'ok  ' : 'FAIL'} ${name}`);
  totals[isGood ? 'passed' : 'failed'] += 1;
}

/** A jest project. One that ran no test, or died before it could count, is a failure too. */
function suite(name, args = [], env = {}) {
  const report = join(reports, `${name}.json`);
  const jest = ['--no-install', 'jest', '--selectProjects', name, '--json', `--outputFile=${report}`, ...args];
  const code = run('npx', jest, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit'] });
  const result = readReport(report);
  const broken = result.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  totals.passed += result.numPassedTests;
  totals.failed += result.numFailedTests + broken.length;
  totals.skipped += result.numPendingTests + result.numTodoTests;
  if (result.numPassedTests === 0 || (code !== 0 && result.numFailedTests + broken.length === 0)) totals.failed += 1;
}

function readReport(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
  }
}
