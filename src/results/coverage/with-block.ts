import type { Block, CoverMode } from './profile';

/** Adds what was counted of a block; the sentence's end when the same place is said to hold something else. */
export function withBlock(blocks: Map<string, Block>, mode: CoverMode, block: Block): string | undefined {
  const key = `${block.file}:${block.range}`;
  const before = blocks.get(key);
  if (before !== undefined && before.statements !== block.statements) {
    return `gives ${key} ${block.statements} statements where ${before.statements} were counted before: the sources differ`;
  }
  const count = (before?.count ?? 0) + block.count;
  blocks.set(key, { ...block, count: mode === 'set' ? Math.min(count, 1) : count });
  return undefined;
}
