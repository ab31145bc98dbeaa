import { formatPort, type Port } from '../ports';
import type { PortFacts } from '../host';
import { describeFailure } from './probe-text';
import type { Support } from './run-plan';

/** The Node that runs Nx executes WebAssembly; nothing else has to be installed. */
export function node(port: Port, facts: PortFacts): Support {
  const refuse = (reason: string, remedy?: string): Support => ({ ok: false, kind: 'node', reason, remedy });
  if (facts.node === undefined) return refuse(`Node runs js/wasm and wasip1/wasm, not ${formatPort(port)}`);
  const { launch, probe } = facts.node;
  const { runtime = 'the WebAssembly runtime' } = facts;
  if (probe.outcome !== 'ran') {
    const remedy = runtime.startsWith('Node ')
      ? undefined
      : 'Install what GOWASIRUNTIME names, or unset it to take Node.';
    return refuse(`${runtime} did not run a probe: ${describeFailure(probe)}`, remedy);
  }
  return {
    ok: true,
    plan: {
      kind: 'node',
      why: `${formatPort(port)} runs in ${runtime}`,
      launch,
      env: {},
      emulated: false,
      identity: ['node', runtime],
      notes: [],
    },
  };
}
