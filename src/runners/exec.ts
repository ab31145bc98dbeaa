import type { PortFacts } from '../host';
import type { Port } from '../ports';
import { registeredEmulation, unprovedCpu } from './emulation';
import { describeFailure } from './probe-text';
import type { RunPlan, Support } from './run-plan';

/**
 * The user's own program gets the test binary and its arguments. A program that says nothing for the probe may still
 * be right (it may allow some binaries only): then each package must prove itself. It may lead to a real machine, so that
 * a level is not refused where its CPU cannot be chosen; a CPU model of the option is.
 */
export function exec(port: Port, facts: PortFacts): Support {
  const refuse = (reason: string, remedy?: string): Support => ({ ok: false, kind: 'exec', reason, remedy });
  if (facts.exec === undefined) return refuse("option 'execProgram' is not set", 'Set execProgram to a command.');
  const { launch, probe, emulation } = facts.exec;
  const program = launch.join(' ');
  if (probe.outcome === 'mismatch' || probe.outcome === 'failed') {
    return refuse(`'${program}' did not run a probe binary of the port: ${describeFailure(probe)}`);
  }
  const unproved = emulation && unprovedCpu(port, registeredEmulation(emulation, facts.cpu));
  if (unproved !== undefined && emulation?.cpu?.why === "option 'cpu'") {
    return refuse(unproved, "Let execProgram choose the CPU model, and remove option 'cpu'.");
  }
  if (emulation?.cpuGap !== undefined) return refuse(emulation.cpuGap);
  const cpu = emulation?.emulator.takesCpu ? emulation.cpu : undefined;
  const plan: RunPlan = {
    ...{ kind: 'exec', why: "option 'execProgram'", launch, emulated: false },
    env: cpu === undefined ? {} : { QEMU_CPU: cpu.cpu },
    ...(unproved === undefined ? {} : { unproved: ['cpu'] }),
    identity: ['exec', program, ...(cpu === undefined ? [] : [cpu.cpu])],
    notes: [
      ...(cpu === undefined ? [] : [`CPU model ${cpu.cpu}: ${cpu.why}`]),
      ...(unproved === undefined ? [] : [`not proved: ${unproved}`]),
      ...(probe.outcome === 'silent' ? [`warning: '${program}' is ${describeFailure(probe)}`] : []),
    ],
  };
  return { ok: true, plan };
}
