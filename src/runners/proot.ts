import { canRunNatively, type Port, hostPort } from '../ports';
import type { PortFacts } from '../host';
import { emulatedPlan } from './emulated-plan';
import { ownEmulation } from './emulation';
import { explainProbe } from './explain-probe';
import { describeFailure } from './probe-text';
import { missingEmulator } from './missing-emulator';
import type { Support } from './run-plan';
import { installCommand } from '../emulation';

/** PRoot rewrites every execve by ptrace, so that children are emulated too: no privilege needed, but each system call is slower. */
export function proot(port: Port, facts: PortFacts): Support {
  const missing = missingEmulator(port, facts);
  if (missing !== undefined) return { ok: false, kind: 'proot', ...missing };
  const refuse = (reason: string, remedy?: string): Support => ({ ok: false, kind: 'proot', reason, remedy });
  if (facts.proot === undefined) {
    return refuse('proot is not on PATH', facts.installer && installCommand(facts.installer, 'proot', port));
  }
  // It looks at the ELF header, and has the kernel execute what that of the host could: no CPU model would be in force.
  if (canRunNatively(hostPort(facts), port) !== 'never') {
    return refuse(`PRoot gives the emulator no ${port.goarch} binaries on a ${facts.hostGoarch} machine`);
  }
  const { launch, probe } = facts.proot;
  if (probe.outcome !== 'ran') {
    return refuse(
      `proot did not run a probe binary: ${describeFailure(probe)}`,
      explainProbe(probe, 'proot', port, facts),
    );
  }
  const why = `PRoot hands ${port.goarch} binaries to ${facts.emulator!.path}`;
  return { ok: true, plan: emulatedPlan('proot', port, facts, { ...ownEmulation(facts), why, launch }) };
}
