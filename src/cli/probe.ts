import { formatEmulator } from '../emulation';
import { badArguments } from './errors';
import { formatPort } from '../ports';
import { registerCommand } from '../runners';
import { portArguments } from './arguments';
import { examine, examinedJson, type Examined } from './examine';

/**
 * `nx-go-cross probe`: green only when a binary of every port really ran, and with `--proved` only when it is known which
 * version of which emulator ran it, and on which CPU model.
 */
export async function probe(args: string[]): Promise<number> {
  const { ports, json, switches } = portArguments('probe', args, ['proved']);
  const isGood = (one: Examined) => 'plan' in one && !(switches.includes('proved') && one.plan.unproved);
  if (ports.length === 0) throw badArguments('probe', 'at least one --port is needed, for example --port arm64.');
  const { go, found } = await examine(ports);
  process.stdout.write(
    json
      ? `${JSON.stringify({ schema: 1, go: go.version, ports: found.map(examinedJson) }, null, 2)}\n`
      : found.map((one) => describe(one, isGood(one))).join(''),
  );
  return found.every(isGood) ? 0 : 1;
}

function describe(one: Examined, isGood: boolean): string {
  if ('plan' in one) {
    const { kind, why, emulator, unproved = [] } = one.plan;
    const parts = [
      `${formatPort(one.port)} runs: ${kind} (${why})`,
      emulator && formatEmulator(emulator),
      emulator?.cpu && `CPU model ${emulator.cpu}`,
      unproved.length > 0 && `not proved: ${unproved.join(', ')}`,
    ];
    const remedy = `  → Register QEMU itself, with nothing before it that chooses a CPU or drops QEMU_CPU: ${registerCommand(one.port)}\n`;
    return `${parts.filter(Boolean).join(' · ')}\n${isGood ? '' : remedy}`;
  }
  const reasons = one.refusals.map(
    ({ kind, reason, remedy }) => `  ${kind}: ${reason}\n${remedy ? `    → ${remedy}\n` : ''}`,
  );
  return `${formatPort(one.port)} does not run on this machine:\n${reasons.join('')}`;
}
