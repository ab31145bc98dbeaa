import { badProfile } from '../errors';
import type { Block, CoverMode, Profile } from './profile';
import { withBlock } from './with-block';

const MODE = /^mode: (set|count|atomic)$/;
const BLOCK = /^(.+):(\d+\.\d+,\d+\.\d+) (\d+) (\d+)$/;

/** Reads a cover.out. A block may be there several times: with -coverpkg each test binary counts it. */
export function parseProfile(text: string, name: string): Profile {
  const [first = '', ...lines] = text.split(/\r?\n/);
  const mode = MODE.exec(first)?.[1] as CoverMode | undefined;
  if (mode === undefined) throw badProfile(name, 1, `is ${quoted(first)}; a cover profile begins with its mode`);
  const blocks = new Map<string, Block>();
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const problem = withBlock(blocks, mode, blockOf(line) ?? badLine(name, index, line));
    if (problem !== undefined) throw badProfile(name, index + 2, problem);
  }
  return { mode, blocks };
}

function blockOf(line: string): Block | undefined {
  const [, file, range, statements, count] = BLOCK.exec(line) ?? [];
  return file === undefined ? undefined : { file, range: range!, statements: Number(statements), count: Number(count) };
}

function badLine(name: string, index: number, line: string): never {
  throw badProfile(name, index + 2, `is ${quoted(line)}; a block is 'file:line.column,line.column statements count'`);
}

function quoted(line: string): string {
  return JSON.stringify(line.length > 80 ? `${line.slice(0, 80)}…` : line);
}
