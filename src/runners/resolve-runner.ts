import { formatPort, type Port, hostPort } from '../ports';
import type { PortFacts } from '../host';
import { noRunner } from './errors';
import { binfmt } from './binfmt';
import { checkCpu } from './check-cpu';
import { container } from './container';
import { exec } from './exec';
import { namespace } from './namespace';
import { native } from './native';
import { node } from './node';
import { proot } from './proot';
import { qemu } from './qemu';
import type { Refused, RunnerChoice, RunnerKind, RunPlan, Support } from './run-plan';

/** In order of what tests notice least. */
const AUTO: readonly RunnerKind[] = ['native', 'binfmt', 'namespace', 'proot', 'qemu', 'container'];
const AUTO_WASM: readonly RunnerKind[] = ['node'];

type Candidate = (port: Port, facts: PortFacts, refused: readonly Refused[]) => Support;

const CANDIDATES: Readonly<Record<RunnerKind, Candidate>> = {
  native,
  binfmt,
  namespace,
  proot,
  qemu,
  container,
  node,
  exec,
};

/**
 * The plan of the asked runner, or of the first that is proved to work.
 * Throws CrossTestError `unknownCpu` for a CPU model that no emulator has, and `noRunner` with a reason, and where there is one a remedy, for each that does not.
 */
export function resolveRunner(port: Port, facts: PortFacts, choice: RunnerChoice): RunPlan {
  checkCpu(port, facts, choice);
  const refused: Refused[] = [];
  for (const kind of choice !== 'auto' ? [choice] : port.goarch === 'wasm' ? AUTO_WASM : AUTO) {
    const support = CANDIDATES[kind](port, facts, refused);
    if (support.ok)
      return choice === 'auto' ? support.plan : { ...support.plan, why: `option 'runner', ${support.plan.why}` };
    refused.push(support);
  }
  const host = formatPort(hostPort(facts));
  throw noRunner(formatPort(port), host, refused);
}
