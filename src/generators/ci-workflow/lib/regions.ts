import { createHash } from 'node:crypto';
import { regionsBroken } from '../../errors';

/** Text between a line `# nx-go-cross:begin NAME` and a line `# nx-go-cross:end NAME`: ours, all else is the user's. */
interface Region {
  readonly name: string;
  /** What the text was when it was written, so that later edits show. */
  readonly digest: string;
  readonly lines: readonly string[];
}

type Part = Region | string;

const BEGIN = /^\s*# nx-go-cross:begin (\S+)(?: ([0-9a-f]{8}))?\s*$/;
const END = /^\s*# nx-go-cross:end (\S+)\s*$/;

/** Adds the digests to a text that comes fresh from a template. */
export function sealed(text: string): string {
  return joined(split(text, ''));
}

export interface Renewal {
  readonly text: string;
  /** Regions that somebody has edited since they were written. */
  readonly edited: readonly string[];
  /** Regions that the file no longer has; they stay away. */
  readonly removed: readonly string[];
}

/** An existing file with the regions of a fresh one; undefined when it has none. */
export function renewed(existing: string, fresh: string, file: string): Renewal | undefined {
  const eol = existing.includes('\r\n') ? '\r\n' : '\n';
  const parts = split(existing.replaceAll('\r\n', '\n'), file);
  const old = parts.filter(isRegion);
  if (old.length === 0) return undefined;
  const ours = new Map(
    split(fresh, file)
      .filter(isRegion)
      .map((region) => [region.name, region]),
  );
  const text = joined(parts.map((part) => (isRegion(part) ? { ...part, ...ours.get(part.name) } : part)));
  return {
    text: text.replaceAll('\n', eol),
    edited: old.filter((region) => digest(region.lines) !== region.digest).map(({ name }) => name),
    removed: [...ours.keys()].filter((name) => !old.some((region) => region.name === name)),
  };
}

/** The lines of one region; undefined when the text does not have it. */
export function regionLines(text: string, name: string): readonly string[] | undefined {
  return split(text.replaceAll('\r\n', '\n'), '').find((part): part is Region => isRegion(part) && part.name === name)
    ?.lines;
}

function split(text: string, file: string): Part[] {
  const parts: Part[] = [];
  let open: { name: string; digest: string; lines: string[] } | undefined;
  for (const line of text.split('\n')) {
    const [begin, end] = [BEGIN.exec(line), END.exec(line)];
    if (begin ? open !== undefined || has(parts, begin[1]!) : end && end[1] !== open?.name)
      throw regionsBroken(file, line.trim());
    if (begin) {
      parts.push(line.replace(/(begin \S+).*$/, '$1'));
      open = { name: begin[1]!, digest: begin[2] ?? '', lines: [] };
    } else if (end) {
      parts.push(open!, line);
      open = undefined;
    } else if (open) open.lines.push(line);
    else parts.push(line);
  }
  if (open) throw regionsBroken(file, `# nx-go-cross:begin ${open.name}`);
  return parts;
}

function joined(parts: readonly Part[]): string {
  const line = (part: Part, next: Part | undefined) => {
    if (isRegion(part)) return part.lines;
    return [next !== undefined && isRegion(next) ? `${part} ${digest(next.lines)}` : part];
  };
  return parts.flatMap((part, index) => line(part, parts[index + 1])).join('\n');
}

/** Without the pins: that Dependabot renews these is no edit. */
function digest(lines: readonly string[]): string {
  const text = lines.map((line) => line.replace(/@[0-9a-f]{40} # \S+/, '').trimEnd()).join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

function has(parts: readonly Part[], name: string): boolean {
  return parts.some((part) => isRegion(part) && part.name === name);
}

function isRegion(part: Part): part is Region {
  return typeof part !== 'string';
}
