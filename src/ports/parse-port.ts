import { malformedPort } from './errors';
import { checkPort } from './check-port';
import { shortPort } from './format-port';
import { GOARCHS } from './goarch-table';
import type { Port } from './port';
import { GOOSES } from './port-table';
import { goarchAlias } from './suggest-port';

/** Reads `[goos/]goarch[/level]`; GOOS is linux unless given. */
export function parsePort(text: string): Port {
  return checkPort(split(text), text, shortPort);
}

/** The parts as written, not yet checked. */
function split(text: string): Port {
  const [first = '', second, third, ...rest] = text.split('/');
  if (first === '' || second === '' || third === '' || rest.length > 0) throw malformedPort(text);
  if (third !== undefined) return { goos: first, goarch: second!, level: third };
  if (second === undefined)
    return GOOSES.includes(first) ? { goos: first, goarch: '' } : { goos: 'linux', goarch: first };
  return startsWithGoos(first, second)
    ? { goos: first, goarch: second }
    : { goos: 'linux', goarch: first, level: second };
}

/** `linux/arm` or `arm/6`: what the tables know decides, and for unknown words whatever makes the better message. */
function startsWithGoos(first: string, second: string): boolean {
  if (GOOSES.includes(first)) return true;
  return !isGoarch(first) && isGoarch(second);
}

function isGoarch(text: string): boolean {
  return GOARCHS.includes(text.toLowerCase()) || goarchAlias(text) !== undefined;
}
