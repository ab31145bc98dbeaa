import { canRunNatively, type Port } from '../ports';
import type { PortFacts } from '../host';
import { emulatedPlan } from './emulated-plan';
import { ownEmulation } from './emulation';
import { explainProbe } from './explain-probe';
import { checkEmulator, missingEmulator } from './missing-emulator';
import { describeFailure } from './probe-text';
import type { Refused, Support } from './run-plan';

const LIMIT =
  "warning: the plain 'qemu' runner emulates the test binary only: tests that start other binaries of the port " +
  "(themselves, or through 'go test') will fail with 'exec format error'";

const LIMIT_AT_HOME =
  "warning: the plain 'qemu' runner emulates the test binary only: other binaries of the port that tests start " +
  "(themselves, or through 'go test') run on this machine's own CPU";

/** The emulator gets the test binary as an argument. Children of the test are not emulated. */
export function qemu(port: Port, facts: PortFacts, refused: readonly Refused[]): Support {
  const missing = missingEmulator(port, facts);
  if (missing !== undefined) return { ok: false, kind: 'qemu', ...missing };
  const { launch, probe } = facts.qemu!;
  if (probe.outcome !== 'ran') {
    return {
      ok: false,
      kind: 'qemu',
      reason: `${facts.emulator!.path} did not run a linux/${port.goarch} binary: ${describeFailure(probe)}`,
      remedy: explainProbe(probe, 'qemu', port, facts) ?? checkEmulator(port, facts),
      ...(facts.hindering?.length ? { nearest: true } : {}),
    };
  }
  // It is the last resort of `auto`, so what stands in the way of the others is why.
  const obstacles = [...new Set(refused.filter(({ kind }) => kind !== 'native').map(({ reason }) => reason))];
  const why =
    obstacles.length > 0 ? obstacles.join('; ') : 'the emulator is started with each test binary as its argument';
  const note = startsNatively(port, facts) ? LIMIT_AT_HOME : LIMIT;
  return { ok: true, plan: emulatedPlan('qemu', port, facts, { ...ownEmulation(facts), why, launch, notes: [note] }) };
}

function startsNatively(port: Port, { hostGoos: goos, hostGoarch: goarch, direct }: PortFacts): boolean {
  return canRunNatively({ goos, goarch }, port) !== 'never' && direct.outcome === 'ran';
}
