import type { TestEvent } from '../test-event';
import { goText } from './go-text';

type Fields = Omit<TestEvent, 'Time' | 'Package'>;

/** What a line of package testing means. */
export type Framing =
  /** The last word about all tests. */
  | { readonly kind: 'end'; readonly result: 'pass' | 'fail' }
  | { readonly kind: 'noTests' }
  /** `--- PASS: Test (0.00s)`, indented once per level of subtest. */
  | { readonly kind: 'report'; readonly indent: number; readonly event: Fields }
  /** `=== RUN   Test`. */
  | { readonly kind: 'update'; readonly event: Fields }
  /** Output; `inside` counts the tests that have reported, of which one printed it. */
  | { readonly kind: 'text'; readonly inside?: number };

const UPDATES =
  /^=== (?:(RUN) {3}|(PAUSE) |(CONT) {2}|(NAME) {2}|(PASS) {2}|(FAIL) {2}|(SKIP) {2}|(ATTR) {2}|(ARTIFACTS) )/;
const REPORT = /^((?: {4})*)--- (PASS|FAIL|SKIP|BENCH): /;

/** Reads a line, given as latin1 so that each character is a byte. `pending` tests have reported. */
export function framingOf(latin1: string, pending: number): Framing {
  const trimmed = latin1.replace(/\r?\n$/, '');
  // Trailing spaces may have been lost.
  const line = trimmed === '=== NAME' ? '=== NAME  \n' : latin1;
  if (trimmed === 'PASS') return { kind: 'end', result: 'pass' };
  // The second is cmd/go's own, and so is the line about tests that are not there.
  if (trimmed === 'FAIL' || trimmed.startsWith('FAIL\t')) return { kind: 'end', result: 'fail' };
  const isUntested = line.startsWith('?   \t') && trimmed.endsWith('\t[no test files]') && pending === 0;
  if (isUntested) return { kind: 'noTests' };
  const action = UPDATES.exec(line)?.find((word, index) => index > 0 && word !== undefined);
  if (action !== undefined) return { kind: 'update', event: updateOf(action.toLowerCase(), nameIn(line)) };
  const [, spaces, result] = REPORT.exec(line) ?? [];
  const indent = spaces === undefined ? /^(?: {4})*/.exec(line)![0].length / 4 : spaces.length / 4;
  if (result !== undefined && indent <= pending) {
    return { kind: 'report', indent, event: reportOf(result.toLowerCase(), nameIn(line.slice(indent * 4))) };
  }
  const isNested = result === undefined && indent > 0 && indent <= pending;
  return { kind: 'text', ...(isNested ? { inside: indent - 1 } : {}) };
}

/** What follows the first word behind `=== ` or `--- `. */
function nameIn(line: string): string {
  return cut(line.slice('=== '.length), ' ')[1].trim();
}

function updateOf(action: string, name: string): Fields {
  const [first, rest] = cut(name, ' ');
  if (action === 'artifacts') return { Action: action, Test: text(first), ...filled({ Path: rest }) };
  if (action !== 'attr') return { Action: action, Test: text(name) };
  const [key, value] = cut(rest, ' ');
  return { Action: action, Test: text(first), ...filled({ Key: key, Value: value }) };
}

function reportOf(action: string, name: string): Fields {
  const at = name.indexOf(' (');
  if (at < 0) return { Action: action, Test: text(name) };
  const [, seconds] = /^ \(([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)s\)$/i.exec(name.slice(at)) ?? [];
  return {
    Action: action,
    Test: text(name.slice(0, at)),
    ...(seconds === undefined ? {} : { Elapsed: Number(seconds) }),
  };
}

function filled(fields: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const some = Object.entries(fields).filter(([, value]) => value !== '');
  return Object.fromEntries(some.map(([name, value]) => [name, text(value)]));
}

function cut(words: string, separator: string): [string, string] {
  const at = words.indexOf(separator);
  return at < 0 ? [words, ''] : [words.slice(0, at), words.slice(at + separator.length)];
}

function text(latin1: string): string {
  return goText(Buffer.from(latin1, 'latin1'));
}
