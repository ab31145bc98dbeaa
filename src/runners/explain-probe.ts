import { diagnose } from '../diagnosis';
import type { PortFacts, ProbeResult } from '../host';
import { hostPort, type Port } from '../ports';
import { usedEmulator } from '../emulation';
import type { RunnerKind } from './run-plan';

/** What would help a probe that failed for a reason that is known in this trade: a CPU below the port's level above all. */
export function explainProbe(probe: ProbeResult, runner: RunnerKind, port: Port, facts: PortFacts): string | undefined {
  if (probe.outcome !== 'failed') return undefined;
  const { emulator, cpu } = facts;
  const place = {
    port,
    host: hostPort(facts),
    runner,
    emulated: runner !== 'native',
    emulator: emulator && usedEmulator(emulator, cpu?.cpu),
  };
  const found = diagnose(probe.detail, ['start', 'crash'], place);
  return found && EXPLAINED.has(found.id) ? `${found.cause} ${found.remedy}` : undefined;
}

/** The others are said better by the runner, which knows what it tried. */
const EXPLAINED = new Set([
  'levelMissing',
  'illegalInstruction',
  'addressSpace',
  'taggedPointerPack',
  'realtimeSignals',
]);
