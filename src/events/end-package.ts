import { diagnose, type Place, type Stage } from '../diagnosis';
import { crashSignature } from './crash-signature';
import { classifyFailure } from './classify-failure';
import { failureOf } from './failure-position';
import type { Outcome } from './outcome';
import type { PackageRun } from './package-run';

/** What is known besides the package's own events when it ends. */
export interface PackageEnd {
  /** The action of its last event; undefined when it never came. */
  readonly action?: 'pass' | 'fail' | 'skip';
  /** Text of the build step that failed, if one did. */
  readonly build?: string;
  readonly place: Place;
  /** No binary was meant to run. */
  readonly compileOnly?: boolean;
}

const UNPROVEN =
  'unproven: the test binary ended with exit code 0 but did not report PASS at its end, so nothing shows that all of ' +
  'its tests ran. Either the runner did not execute it, or something ended the program early: TestMain without ' +
  'm.Run, or a test that exits.\n';

const IGNORED = 'The binary reported success although tests failed: TestMain ignores what m.Run returned.\n';

const SILENT =
  'The test binary ended in the middle of a test and did not say why: os.Exit or log.Fatal was called, or a signal ' +
  'came that the runner does not pass on.\n';

/** Go's runtime says these before it ends a program, and cmd/go or QEMU that a signal did. */
const LAST_WORDS = /^(panic|fatal error|signal|SIG[A-Z]+|qemu: uncaught target signal)[: ]/m;

/** Lines that say nothing new below a failed test. */
const ROUTINE = /^(FAIL\t.*|exit status \d+|coverage: .*)\n/gm;

/** Gives a package its outcome, and a problem where its tests alone do not explain it. */
export function endPackage(run: PackageRun, end: PackageEnd): void {
  run.ended = true;
  if (end.action === undefined) endCutOff(run);
  else if (end.action === 'fail') endFailed(run, end);
  else endWell(run, end);
  run.open.clear();
}

/**
 * The exit code is 0, and Go takes that for success. What counts here besides: the results of the tests, and that
 * package testing itself said PASS. That TestMain prints such a line changes neither.
 */
function endWell(run: PackageRun, { compileOnly = false }: PackageEnd): void {
  // `ok` is printed for binaries only. What else ends well has no test files, in Go's own words, or was not run at all.
  const { executed, anyBegan, reported } = run;
  if (!executed && run.withoutTestFiles) run.outcome = 'noTests';
  else if (executed && compileOnly) run.outcome = 'passed';
  else if (executed && !anyBegan && run.saidPass) run.outcome = 'noTests';
  else if (run.tests.failed > 0) endIgnored(run);
  else if (anyBegan && reported === 'PASS') run.outcome = 'passed';
  // For example a data race outside of any test.
  else if (anyBegan && reported === 'FAIL') endIgnored(run);
  else endUnproven(run);
}

/** The go command went away first, or a binary that ended with exit code 0 inside a test took its end for the test's. */
function endCutOff(run: PackageRun): void {
  run.cutOff = [...run.open.keys()];
  if (endedInside(run)) return endUnproven(run);
  run.outcome = 'infrastructure';
  const running = [...run.open.keys()].join(', ');
  run.problem = `The run ended before this package did.${running && ` Still running: ${running}`}\n`;
}

function endedInside(run: PackageRun): boolean {
  const { last, importPath } = run;
  const output = last?.output.toString() ?? '';
  if (last === undefined || !output.trimEnd().split('\n').at(-1)!.startsWith(`ok  \t${importPath}\t`)) return false;
  run.takeBack(last.test);
  run.addResult({ test: last.test, result: 'cut', seconds: 0, detail: failureOf(last.test, output) });
  return true;
}

function endUnproven(run: PackageRun): void {
  run.outcome = 'unproven';
  run.problem = UNPROVEN;
}

function endIgnored(run: PackageRun): void {
  run.outcome = 'failed';
  run.problem = IGNORED;
}

function endFailed(run: PackageRun, { build, place }: PackageEnd): void {
  const inTest = run.reported === undefined ? (run.last?.output.toString() ?? '') : '';
  const closing = run.closing.toString();
  const started = run.reported !== undefined || run.last !== undefined;
  const ending = inTest + closing;
  const testsFailed = run.reported === 'FAIL' && run.tests.failed > 0;
  run.outcome = classifyFailure({ ending, build, started, testsFailed, place });
  if (run.reported === undefined) addCutTests(run);
  const cut = run.reported === undefined && run.open.size > 0;
  run.problem = problemOf(run, { build, inTest, closing });
  if (cut && run.outcome === 'failed' && !LAST_WORDS.test(ending)) run.problem ??= SILENT;
  explain(run, build === undefined ? ending : build + run.output.toString(), place);
}

const STAGES: { readonly [outcome in Outcome]?: readonly Stage[] } = {
  buildFailed: ['build'],
  setupFailed: ['build'],
  infrastructure: ['start'],
  crashed: ['crash'],
  timedOut: ['timeout'],
  failed: ['test'],
};

/** Looks for known causes: of the end of the binary, and of each failure. */
export function explain(run: PackageRun, ending: string, place: Place): void {
  const stages = STAGES[run.outcome!] ?? [];
  run.crash = run.outcome === 'crashed' ? crashSignature(run, ending) : undefined;
  const repeats = run.crash !== undefined && run.crash === run.crashBefore;
  run.diagnosis = diagnose(ending, stages, { ...place, repeats });
  const failed = new Set(run.results.filter(({ result }) => result === 'failed').map(({ test }) => test));
  for (const { test, output } of run.failures) {
    const diagnosis = diagnose(output, failed.has(test) ? ['test'] : stages, { ...place, repeats });
    if (diagnosis !== undefined) run.diagnoses.set(test, diagnosis);
  }
}

function addCutTests(run: PackageRun): void {
  for (const [test, output] of run.open) {
    run.addResult({ test, result: 'cut', seconds: 0, detail: failureOf(test, output.toString()) });
  }
}

function problemOf(run: PackageRun, text: { build?: string; inTest: string; closing: string }): string | undefined {
  if (text.build !== undefined) return text.build + run.output.toString();
  const explained = new Set(run.failures.map(({ test }) => test));
  if (explained.size === 0) return text.inTest + run.output.toString();
  // test2json gives the end of a binary to the test that printed last, which may have passed.
  const astray = run.last !== undefined && !explained.has(run.last.test) ? text.inTest : '';
  const rest = astray + text.closing;
  return rest.replace(ROUTINE, '').trim() === '' ? undefined : rest;
}
