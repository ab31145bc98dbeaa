import type { Diagnosis } from '../diagnosis';
import { failureMessage, type Failure, type Outcome, type TestResult } from '../events';
import { diagnosisText } from './diagnosis';
import { outcomeWords } from './outcome-words';
import { element, escapeText } from './xml';

/** A `testcase`: a test that failed is a failure; whatever kept tests from coming to a result is an error. */
export interface Case {
  readonly kind: 'passed' | 'failure' | 'error' | 'skipped';
  readonly xml: string;
}

export interface Place {
  readonly classname: string;
  /** Why, where that is known. */
  readonly diagnosis?: Diagnosis;
}

/** Readers refuse a text of many megabytes (libxml2: ten). All of it is in events.jsonl. */
const LIMIT = 1 << 18;

/** The result of a test in a package with this outcome. */
export function testCase({ test, result, seconds, detail }: TestResult, outcome: Outcome, place: Place): Case {
  const attributes = { name: test, classname: place.classname, time: seconds.toFixed(3), ...position(detail) };
  const done = (kind: Case['kind'], content?: string) => ({ kind, xml: element('testcase', attributes, content) });
  const { output = '' } = detail ?? {};
  const message = failureMessage({ output, line: detail?.line });
  if (result === 'passed') return done('passed');
  if (result === 'skipped') return done('skipped', element('skipped', { message }));
  if (result === 'failed' || outcome === 'failed') {
    return done(
      'failure',
      element('failure', { message: message ?? 'failed', type: 'failed' }, body(output, place.diagnosis)),
    );
  }
  return done(
    'error',
    element('error', { message: outcomeWords(outcome).heading, type: outcome }, body(output, place.diagnosis)),
  );
}

/** What is wrong with a package as a whole. */
export function problemCase(problem: string, outcome: Outcome, { classname, diagnosis }: Place): Case {
  const message = outcome === 'failed' ? 'failed outside of any test' : outcomeWords(outcome).heading;
  const error = element('error', { message, type: outcome }, body(problem, diagnosis));
  return { kind: 'error', xml: element('testcase', { name: `[${outcome}]`, classname, time: '0.000' }, error) };
}

function position(detail: Failure | undefined) {
  return detail?.file === undefined ? {} : { file: detail.file, line: detail.line };
}

function body(text: string, diagnosis: Diagnosis | undefined): string {
  const known = diagnosis === undefined ? '' : diagnosisText(diagnosis);
  if (text.length <= LIMIT) return escapeText(known + text);
  const half = LIMIT / 2;
  const note = `\n[nx-go-cross: ${text.length - LIMIT} characters left out here are in events.jsonl]\n`;
  return escapeText(known + text.slice(0, half) + note + text.slice(-half));
}
