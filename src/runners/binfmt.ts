import { canRunNatively, type Port, hostPort } from '../ports';
import type { PortFacts } from '../host';
import { emulatedPlan } from './emulated-plan';
import { registeredEmulation, unprovedCpu, unprovedRemedy } from './emulation';
import { withoutVariables } from './missing-emulator';
import { describeFailure } from './probe-text';
import { registerCommand } from './register-command';
import type { Support } from './run-plan';

/** The host's binfmt_misc hands the binary, and every child of it, to an emulator. */
export function binfmt(port: Port, facts: PortFacts): Support {
  const refuse = (reason: string, remedy?: string): Support => ({ ok: false, kind: 'binfmt', reason, remedy });
  const { entry, visible, enabled } = facts.binfmt;
  if (port.goos !== 'linux') return refuse(`qemu-user runs linux binaries only, not ${port.goos}`);
  if (facts.platform !== 'linux') return refuse(`binfmt_misc exists on Linux only, this is ${facts.platform}`);
  if (isNative(port, facts))
    return refuse(`the host executes ${port.goarch} binaries itself, binfmt_misc is not asked`);
  const gap = facts.registered?.cpuGap;
  const nearest = (reason: string, remedy?: string): Support => ({
    ok: false,
    kind: 'binfmt',
    reason,
    remedy,
    nearest: true,
  });
  if (gap !== undefined) return nearest(gap);
  if (facts.direct.outcome === 'ran') {
    const emulation = registeredEmulation(facts.registered, facts.cpu);
    const unproved = unprovedCpu(port, emulation);
    if (unproved !== undefined) return nearest(unproved, unprovedRemedy(port, facts));
    const why = entry
      ? `binfmt_misc entry ${entry.name} hands ${port.goarch} binaries to ${entry.interpreter}`
      : `a registration that is not visible from here runs ${port.goarch} binaries`;
    return { ok: true, plan: emulatedPlan('binfmt', port, facts, { ...emulation, why, launch: [] }) };
  }
  const remedy = registerCommand(port);
  if (visible && !enabled)
    return refuse('binfmt_misc is disabled', 'echo 1 | sudo tee /proc/sys/fs/binfmt_misc/status');
  if (!entry) return refuse(`no binfmt_misc entry of this host matches ${port.goarch} binaries`, remedy);
  if (!entry.enabled) {
    return refuse(`entry ${entry.name} is disabled`, `echo 1 | sudo tee /proc/sys/fs/binfmt_misc/${entry.name}`);
  }
  const reason = `entry ${entry.name} (${entry.interpreter}) did not work: ${describeFailure(facts.direct)}`;
  return facts.hindering?.length ? nearest(reason, withoutVariables(facts.hindering)) : refuse(reason, remedy);
}

/** What ran and was not handed over ran by itself, on kernels that can. */
function isNative(port: Port, facts: PortFacts): boolean {
  const support = canRunNatively(hostPort(facts), port);
  const isHandedOver = facts.registered !== undefined || facts.binfmt.entry?.enabled === true;
  return support === 'always' || (support === 'kernelDependent' && facts.direct.outcome === 'ran' && !isHandedOver);
}
