import type { Port } from '../ports';
import type { PortFacts } from '../host';
import { emulatedPlan } from './emulated-plan';
import { checkEmulator, missingEmulator } from './missing-emulator';
import { describeFailure } from './probe-text';
import type { Support } from './run-plan';

const LIMIT =
  "warning: the plain 'qemu' runner emulates the test binary only: tests that start other binaries of the port " +
  "(themselves, or through 'go test') will fail with 'exec format error'";

/** The emulator gets the test binary as an argument. Children of the test are not emulated. */
export function qemu(port: Port, facts: PortFacts): Support {
  const missing = missingEmulator(port, facts);
  if (missing !== undefined) return { ok: false, kind: 'qemu', ...missing };
  const { launch, probe } = facts.qemu!;
  if (probe.outcome !== 'ran') {
    return {
      ok: false,
      kind: 'qemu',
      reason: `${facts.emulator!.path} did not run a linux/${port.goarch} binary: ${describeFailure(probe)}`,
      remedy: checkEmulator(port, facts),
    };
  }
  const why = 'the emulator is started with each test binary as its argument';
  return { ok: true, plan: emulatedPlan('qemu', port, facts, facts.emulator, { why, launch, notes: [LIMIT] }) };
}
