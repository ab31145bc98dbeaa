/** How a block was counted: whether it ran, or how often. */
export type CoverMode = 'set' | 'count' | 'atomic';

/** Statements that run one after the other. */
export interface Block {
  readonly file: string;
  /** `line.column,line.column`, as Go writes it. */
  readonly range: string;
  readonly statements: number;
  readonly count: number;
}

/** A cover profile of Go: golang.org/x/tools/cover describes the form. */
export interface Profile {
  readonly mode: CoverMode;
  /** By file and range. */
  readonly blocks: ReadonlyMap<string, Block>;
}

/** Statements that ran, of all. */
export interface Coverage {
  readonly covered: number;
  readonly statements: number;
}

/** As the last line of `go tool cover -func` counts. */
export function coverageOf({ blocks }: Profile): Coverage {
  const all = [...blocks.values()];
  const sum = (some: readonly Block[]) => some.reduce((total, { statements }) => total + statements, 0);
  return { covered: sum(all.filter(({ count }) => count > 0)), statements: sum(all) };
}

/** `83.3%`; a dash where there is nothing to cover. */
export function percentText({ covered, statements }: Coverage): string {
  return statements === 0 ? '–' : `${((100 * covered) / statements).toFixed(1)}%`;
}

/** Ranges by their place in the file. */
export function byRange(a: string, b: string): number {
  const [left, right] = [a, b].map((range) => range.split(/[.,]/).map(Number));
  const at = left!.findIndex((part, index) => part !== right![index]);
  return at < 0 ? 0 : left![at]! - right![at]!;
}
