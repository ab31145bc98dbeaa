import { formatEmulator } from '../emulation';
import { unknownCpu } from './errors';
import type { PortFacts } from '../host';
import type { Port } from '../ports';
import { native } from './native';
import type { RunnerChoice } from './run-plan';

/** As many models as a message shows. s390x has 60, ppc64 more than 400. */
const SHOWN = 60;

/** Throws CrossTestError `unknownCpu` where a runner would start an emulator with a CPU model that it does not have. */
export function checkCpu(port: Port, facts: PortFacts, choice: RunnerChoice): void {
  const { refusedCpu, cpu } = facts;
  if (refusedCpu === undefined || cpu === undefined || !isEmulated(port, facts, choice)) return;
  const { emulator, detail, models } = refusedCpu;
  const near = models.toSorted((a, b) => distance(cpu.cpu, a) - distance(cpu.cpu, b));
  throw unknownCpu({
    ...{ cpu: cpu.cpu, why: cpu.why, detail, count: models.length },
    emulator: formatEmulator(emulator),
    models: models.length > SHOWN ? near.slice(0, SHOWN) : models,
    suggestion: near.find((model) => isNear(cpu.cpu, model)),
  });
}

function isEmulated(port: Port, facts: PortFacts, choice: RunnerChoice): boolean {
  if (choice === 'auto') return !native(port, facts).ok;
  return choice !== 'native' && choice !== 'node' && choice !== 'exec';
}

function isNear(cpu: string, model: string): boolean {
  return distance(cpu, model) <= Math.max(1, Math.floor(model.length / 3));
}

/** Levenshtein's, without regard to case, punctuation and the features behind a comma. */
function distance(cpu: string, model: string): number {
  const [from, to] = [cpu.split(',', 1)[0]!, model].map((name) => name.toLowerCase().replace(/[^a-z0-9]/g, ''));
  let row = Array.from({ length: to!.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...from!].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to!].entries()) {
      next.push(Math.min(row[j]! + (letter === other ? 0 : 1), row[j + 1]! + 1, next[j]! + 1));
    }
    row = next;
  }
  return row.at(-1)!;
}
