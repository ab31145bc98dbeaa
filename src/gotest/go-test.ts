import { stream, type Guard } from '../process';
import { buildTestArgs } from './build-args';
import { buildTestEnv } from './build-env';
import { writeShimSettings, type ShimPart } from './shim-settings';
import type { TestUnit } from './unit';

/** Where the output of `go test` goes, and what ends it early. */
interface Session {
  readonly onStdout: (chunk: Buffer) => void;
  readonly onStderr: (chunk: Buffer) => void;
  readonly guard: Guard;
  readonly signal?: AbortSignal;
}

/** Runs the `go test` of a unit, whose packages belong to these parts, to its end. */
export function startGoTest(unit: TestUnit, parts: readonly ShimPart[], session: Session) {
  writeShimSettings(unit, parts);
  return stream([unit.go, ...buildTestArgs(unit)], { cwd: unit.dir, env: buildTestEnv(unit, parts), ...session });
}
