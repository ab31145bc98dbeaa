import {
  formatFlag,
  isFlagOn,
  isForBinaries,
  lastFlag,
  leavesFiles,
  parseFlags,
  parseGoflags,
  type GoFlag,
} from '../golang';
import { binaryFlags, type TestUnit } from '../gotest';
import type { BinarySet } from './open-binaries';

/** What test binaries that exist are told, as `go test` would tell them (cmd/go/internal/test, testFlags). */
export interface FlagsInForce {
  /** For the binary of a package: those of its build and of GOFLAGS, then options, then those of `goFlags`. */
  of(built: readonly string[]): readonly string[];
  readonly failfast: boolean;
  readonly isBench: boolean;
  /** How many binaries may run at once. */
  readonly p?: number;
}

/** Given to each run anew, by whoever runs the binary. */
const OURS = new Set(['v', 'timeout', 'outputdir']);

export function flagsInForce(unit: TestUnit, { manifest }: Pick<BinarySet, 'manifest'>): FlagsInForce {
  const inherited = parseGoflags(unit.goflags);
  const now = inherited.filter((one) => isForBinaries(one) && !OURS.has(one.name));
  const own = parseFlags(manifest.options.goFlags ?? []);
  const options = parseFlags(binaryFlags(unit.options));
  const all = (built: readonly string[]) => {
    const flags = parseFlags(built);
    const isOwn = ({ name }: GoFlag) => own.some((one) => one.name === name);
    return [...flags.filter((one) => !isOwn(one)), ...now, ...options, ...flags.filter(isOwn)];
  };
  const some = all(manifest.packages.find(({ args }) => args !== undefined)?.args ?? []);
  const p = unit.options.p ?? Number(lastFlag('p', [...parseFlags(manifest.goflags ?? []), ...inherited, ...own]));
  return {
    of: (built) => [...all(built).map((one) => formatFlag(one, 'test.')), ...outputFolder(all(built), unit.dir)],
    failfast: isFlagOn('failfast', some) ?? false,
    isBench: Boolean(lastFlag('bench', some)),
    p: p > 0 ? p : undefined,
  };
}

/** Profiles go where `go test` was started, not where the binary is. */
function outputFolder(flags: readonly GoFlag[], dir: string): string[] {
  return flags.some(leavesFiles) ? [`-test.outputdir=${dir}`] : [];
}
