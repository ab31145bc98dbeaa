import type { Port } from '../ports';
import type { PortFacts, ProbeResult } from '../host';
import { emulatedPlan } from './emulated-plan';
import { ownEmulation } from './emulation';
import { explainProbe } from './explain-probe';
import { describeFailure } from './probe-text';
import { checkEmulator, missingEmulator } from './missing-emulator';
import type { Support } from './run-plan';

/** A private binfmt_misc in a user namespace: as good as a registered one, without root, and the host stays as it is. */
export function namespace(port: Port, facts: PortFacts): Support {
  const refuse = (reason: string, remedy?: string): Support => ({ ok: false, kind: 'namespace', reason, remedy });
  const missing = missingEmulator(port, facts);
  if (missing !== undefined) return { ok: false, kind: 'namespace', ...missing };
  if (facts.namespaceObstacle) return refuse(facts.namespaceObstacle.reason, facts.namespaceObstacle.remedy);
  if (facts.namespace === undefined) return refuse('it was not tried');
  const { launch, probe } = facts.namespace;
  if (probe.outcome !== 'ran') {
    return refuse(
      `a private binfmt_misc (Linux 6.7 or newer, unprivileged user namespaces) did not work: ${describeFailure(probe)}`,
      remedyFor(port, facts, probe),
    );
  }
  const why = `a private binfmt_misc hands ${port.goarch} binaries to ${facts.emulator!.path}, nothing on the host changes`;
  return { ok: true, plan: emulatedPlan('namespace', port, facts, { ...ownEmulation(facts), why, launch }) };
}

function remedyFor(port: Port, facts: PortFacts, probe: ProbeResult): string | undefined {
  const explained = explainProbe(probe, 'namespace', port, facts);
  if (explained !== undefined) return explained;
  const isOther = probe.outcome === 'failed' && /Invalid ELF image for this architecture/.test(probe.detail);
  if (isOther) return checkEmulator(port, facts);
  return facts.apparmor ? 'sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0' : undefined;
}
