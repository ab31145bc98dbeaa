import { badArguments } from '../errors/cli-errors';
import { formatPort } from '../ports';
import { portArguments } from './arguments';
import { examine, examinedJson, type Examined } from './examine';

/** `nx-go-cross probe`: green only when a binary of every port really ran. */
export async function probe(args: string[]): Promise<number> {
  const { ports, json } = portArguments('probe', args);
  if (ports.length === 0) throw badArguments('probe', 'at least one --port is needed, for example --port arm64.');
  const { go, found } = await examine(ports);
  process.stdout.write(
    json
      ? `${JSON.stringify({ schema: 1, go: go.version, ports: found.map(examinedJson) }, null, 2)}\n`
      : found.map(describe).join(''),
  );
  return found.every((one) => 'plan' in one) ? 0 : 1;
}

function describe(one: Examined): string {
  if ('plan' in one) {
    const { kind, why, emulator, unproved = [] } = one.plan;
    const parts = [
      `${formatPort(one.port)} runs: ${kind} (${why})`,
      emulator && `${emulator.path} ${emulator.version}`,
      emulator?.cpu && `CPU model ${emulator.cpu}`,
      unproved.length > 0 && `not proved: ${unproved.join(', ')}`,
    ];
    return `${parts.filter(Boolean).join(' · ')}\n`;
  }
  const reasons = one.refusals.map(
    ({ kind, reason, remedy }) => `  ${kind}: ${reason}\n${remedy ? `    → ${remedy}\n` : ''}`,
  );
  return `${formatPort(one.port)} does not run on this machine:\n${reasons.join('')}`;
}
