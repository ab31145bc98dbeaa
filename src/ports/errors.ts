import { CrossTestError } from '../errors';

const FORM = '[goos/]goarch[/level]';

export function malformedPort(input: string): CrossTestError {
  return invalid(`'${input}' is not a port.`, `Write ${FORM}, for example 'arm64', 'arm/6' or 'windows/amd64'.`);
}

export function goarchMissing(input: string, goos: string, goarchs: readonly string[]): CrossTestError {
  return invalid(
    `Port '${input}' has no GOARCH.`,
    `Write '${goos}/${goarchs[0]}', or with another GOARCH of ${goos}: ${goarchs.join(', ')}.`,
  );
}

export function unknownGoos(input: string, goos: string, gooses: readonly string[], suggestion?: string) {
  return invalid(`Unknown GOOS '${goos}' in port '${input}'.`, choose('GOOSes', gooses.join(', '), suggestion));
}

export interface GoarchContext {
  readonly goos: string;
  readonly goarchs: readonly string[];
  /** The GOOSes on which the GOARCH does exist. */
  readonly elsewhere: readonly string[];
  readonly suggestion?: string;
}

export function unknownGoarch(input: string, goarch: string, context: GoarchContext): CrossTestError {
  const { goos, goarchs, elsewhere, suggestion } = context;
  const known = choose(`GOARCHs of ${goos}`, goarchs.join(', '), suggestion);
  if (elsewhere.length === 0) {
    return invalid(`Unknown GOARCH '${goarch}' in port '${input}'.`, known);
  }
  const others = elsewhere.map((other) => `'${other}/${goarch}'`).join(', ');
  return invalid(`Go has no port ${goos}/${goarch} ('${input}').`, `${known} ${goarch} exists as ${others}.`);
}

export function noLevels(input: string, goarch: string, level: string, suggestion: string): CrossTestError {
  return invalid(`Unknown level '${level}' in port '${input}': ${goarch} has no levels.`, `Write '${suggestion}'.`);
}

export interface LevelContext {
  readonly variable: string;
  readonly bases: readonly string[];
  readonly suffixes: readonly string[];
}

/** Go 1.26 itself lets a wrong GOAMD64 or GOARM pass and builds for the default level. */
export function unknownLevel(input: string, level: string, goarch: string, table: LevelContext, suggestion?: string) {
  const { variable, bases, suffixes } = table;
  const endings = suffixes.length > 0 ? `, alone or followed by ${suffixes.join(' or ')}` : '';
  return invalid(
    `Unknown level '${level}' in port '${input}'.`,
    choose(`levels of ${goarch} (${variable})`, bases.join(', ') + endings, suggestion),
  );
}

export function misplacedLevel(option: string, goarch: string, own?: string): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    `Option '${option}' does not belong to goarch '${goarch}'.`,
    own ? `Remove it; the level of ${goarch} is set by '${own}'.` : `Remove it; ${goarch} has no levels.`,
  );
}

export function portOptionNotText(option: string, value: unknown): CrossTestError {
  return new CrossTestError('invalidOption', `Option '${option}' is ${JSON.stringify(value)}; it must be a text.`);
}

function invalid(message: string, hint: string): CrossTestError {
  return new CrossTestError('invalidPort', message, hint);
}

function choose(what: string, list: string, suggestion?: string): string {
  return suggestion === undefined
    ? `Write one of the ${what}: ${list}.`
    : `Write '${suggestion}'. The ${what}: ${list}.`;
}
