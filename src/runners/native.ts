import { canRunNatively, formatPort, type Port, hostPort } from '../ports';
import type { PortFacts } from '../host';
import { explainProbe } from './explain-probe';
import { describeFailure } from './probe-text';
import type { Support } from './run-plan';

/** The host's own kernel and CPU run the binary. Some kernels have no 32-bit x86, so the probe decides. */
export function native(port: Port, facts: PortFacts): Support {
  const host = hostPort(facts);
  const refuse = (reason: string, remedy?: string): Support => ({ ok: false, kind: 'native', reason, remedy });
  if (canRunNatively(host, port) === 'never') {
    return refuse(`a ${formatPort(host)} host does not execute ${formatPort(port)} binaries by itself`);
  }
  if (facts.cpu?.why === "option 'cpu'") return refuse(`the CPU model ${facts.cpu.cpu} was asked for`);
  const { registered, binfmt } = facts;
  if (port.goarch !== host.goarch && (registered !== undefined || binfmt.entry?.enabled)) {
    const path = binfmt.entry?.interpreter ?? registered?.emulator.path;
    return refuse(`binfmt_misc hands ${port.goarch} binaries to ${path}`);
  }
  if (facts.direct.outcome !== 'ran') {
    return refuse(
      `this machine did not run a ${formatPort(port)} binary: ${describeFailure(facts.direct)}`,
      explainProbe(facts.direct, 'native', port, facts),
    );
  }
  return { ok: true, plan: plan(`this machine runs ${formatPort(port)} itself`) };
}

function plan(why: string) {
  return { kind: 'native', why, launch: [], env: {}, emulated: false, identity: ['native'], notes: [] } as const;
}
