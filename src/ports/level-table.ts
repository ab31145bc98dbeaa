/** A GOARCH's micro-architecture levels, as internal/buildcfg of Go 1.26 reads them. */
export interface LevelTable {
  readonly variable: LevelVariable;
  /** Default first. */
  readonly bases: readonly string[];
  /** What may follow a base. */
  readonly suffixes: readonly string[];
  /** Every level but the default needs instructions that a CPU of this GOARCH may lack. */
  readonly needsMore: boolean;
}

const FLOAT = { bases: ['hardfloat', 'softfloat'], suffixes: [], needsMore: false } as const;

const TABLES = {
  GO386: { bases: ['sse2', 'softfloat'], suffixes: [], needsMore: false },
  GOAMD64: { bases: ['v1', 'v2', 'v3', 'v4'], suffixes: [], needsMore: true },
  GOARM: { bases: ['7', '6', '5'], suffixes: [',hardfloat', ',softfloat'], needsMore: false },
  GOARM64: {
    bases: [...range('v8.', 9), ...range('v9.', 5)],
    suffixes: [',lse', ',crypto', ',lse,crypto'],
    needsMore: true,
  },
  GOMIPS: FLOAT,
  GOMIPS64: FLOAT,
  GOPPC64: { bases: ['power8', 'power9', 'power10'], suffixes: [], needsMore: true },
  GORISCV64: { bases: ['rva20u64', 'rva22u64', 'rva23u64'], suffixes: [], needsMore: true },
  // Both features are always on since Go 1.26: the values are accepted and change nothing.
  GOWASM: { bases: ['satconv', 'signext', 'satconv,signext'], suffixes: [], needsMore: false },
} as const;

export type LevelVariable = keyof typeof TABLES;

const VARIABLES = new Map<string, LevelVariable>([
  ['386', 'GO386'],
  ['amd64', 'GOAMD64'],
  ['arm', 'GOARM'],
  ['arm64', 'GOARM64'],
  ['mips', 'GOMIPS'],
  ['mipsle', 'GOMIPS'],
  ['mips64', 'GOMIPS64'],
  ['mips64le', 'GOMIPS64'],
  ['ppc64', 'GOPPC64'],
  ['ppc64le', 'GOPPC64'],
  ['riscv64', 'GORISCV64'],
  ['wasm', 'GOWASM'],
]);

export const LEVEL_VARIABLES = Object.keys(TABLES) as LevelVariable[];

/** The variable that sets a GOARCH's level; loong64 and s390x have none. */
export function levelVariable(goarch: string): LevelVariable | undefined {
  return VARIABLES.get(goarch);
}

export function levelTable(goarch: string): LevelTable | undefined {
  const variable = VARIABLES.get(goarch);
  return variable && { variable, ...TABLES[variable] };
}

/** Every legal level of a GOARCH, default first. */
export function levels(goarch: string): string[] {
  const table = levelTable(goarch);
  return table ? table.bases.flatMap((base) => [base, ...table.suffixes.map((suffix) => base + suffix)]) : [];
}

/** The legal level that a text stands for. Go takes suffixes in any order, a port's level has them in one. */
export function findLevel(goarch: string, text: string): string | undefined {
  return levels(goarch).find((level) => sortSuffixes(level) === sortSuffixes(text));
}

function sortSuffixes(level: string): string {
  const [base, ...suffixes] = level.split(',');
  return [base, ...suffixes.sort()].join(',');
}

function range(prefix: string, last: number): string[] {
  return Array.from({ length: last + 1 }, (_, n) => `${prefix}${n}`);
}
