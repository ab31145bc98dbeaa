import { isSuccess, type PackageRun } from '../events';
import { formatPort } from '../ports';
import { problemCase, testCase, type Case } from './junit-case';
import type { Summary } from '../results';
import { element } from './xml';

export interface JunitRun {
  readonly summary: Summary;
  /** None when the run could not begin. */
  readonly packages: readonly PackageRun[];
  /** Why the whole failed, for a run in which no package did. */
  readonly reason: string;
}

interface Suite {
  readonly name: string;
  readonly seconds: number;
  readonly cases: readonly Case[];
  readonly package?: PackageRun;
}

/**
 * JUnit XML: a suite per package. The port is part of the name of every suite and class, because readers that get the
 * reports of several ports take equal names for retries of one test, and let the one that passed win.
 */
export function junit(run: JunitRun): string {
  const { summary } = run;
  const suites = suitesOf(run);
  const name = named(summary.project, summary);
  const attributes = { name, ...counts(suites.flatMap(({ cases }) => cases)), time: summary.seconds.toFixed(3) };
  const content = suites.map((suite) => `${suiteXml(suite, summary)}\n`).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', attributes, `\n${content}`)}\n`;
}

function suitesOf({ summary, packages, reason }: JunitRun): Suite[] {
  const suites = packages.map((run): Suite => {
    const name = named(run.importPath, summary);
    const place = (test: string) => ({ classname: name, diagnosis: run.diagnoses.get(test) });
    const cases = run.results.map((result) => testCase(result, run.outcome!, place(result.test)));
    if (run.problem !== undefined) cases.push(problemCase(run.problem, run.outcome!, place('')));
    return { name, seconds: run.seconds, cases, package: run };
  });
  const isExplained = packages.some(({ outcome }) => !isSuccess(outcome!));
  if (isExplained || isSuccess(summary.outcome)) return suites;
  const name = named(summary.project, summary);
  return [...suites, { name, seconds: 0, cases: [problemCase(reason, summary.outcome, { classname: name })] }];
}

function named(what: string, { port }: Summary): string {
  return `${what} [${formatPort(port)}]`;
}

function counts(cases: readonly Case[]) {
  const of = (wanted: Case['kind']) => cases.filter(({ kind }) => kind === wanted).length;
  return { tests: cases.length, failures: of('failure'), errors: of('error'), skipped: of('skipped') };
}

function suiteXml({ name, seconds, cases, package: run }: Suite, summary: Summary): string {
  const attributes = {
    name,
    ...counts(cases),
    time: seconds.toFixed(3),
    timestamp: summary.startedAt.replace(/\.\d+Z$/, 'Z'),
  };
  const lines = [properties(summary, run), ...cases.map(({ xml }) => xml)];
  return element('testsuite', attributes, `\n${lines.join('\n')}\n`);
}

function properties({ project, port, runner, go }: Summary, run: PackageRun | undefined): string {
  const { path, version, cpu } = runner.emulator ?? {};
  const values: Readonly<Record<string, string | undefined>> = {
    project,
    goos: port.goos,
    goarch: port.goarch,
    level: port.level,
    runner: runner.kind,
    emulator: path && `${path} ${version}`,
    cpu,
    'go.version': go || undefined,
    cached: run && String(run.cached),
    // What came out well only when it was run again.
    retries: run?.retries.map(({ outcome, diagnosis }) => `${outcome} (${diagnosis.id})`).join(', ') || undefined,
  };
  const known = Object.entries(values).filter(([, value]) => value !== undefined);
  return element('properties', {}, known.map(([name, value]) => element('property', { name, value })).join(''));
}
