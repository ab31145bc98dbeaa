import type { Guard } from '../process';
import { runUnit } from './run-unit';
import type { TestUnit, UnitRun } from './unit';
import type { UnitListener } from './unit-listener';

export interface RunUnitsOptions {
  /** Of this process. */
  readonly guard: Guard;
  readonly listener?: UnitListener;
  /** How many `go test` run at once, default 1: each of them already uses all processors. */
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
}

/** Runs the tests of every unit and returns a run for each, in the order of the units. */
export async function runUnits(units: readonly TestUnit[], options: RunUnitsOptions): Promise<UnitRun[]> {
  const results: UnitRun[] = [];
  const queue = units.entries();
  const worker = async () => {
    for (const [index, unit] of queue) results[index] = await runUnit(unit, options);
  };
  await Promise.all(Array.from({ length: options.concurrency ?? 1 }, worker));
  return results;
}
