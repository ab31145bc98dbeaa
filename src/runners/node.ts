import { formatPort, type Port } from '../ports';
import type { PortFacts } from '../host';
import { describeFailure } from './probe-text';
import type { Support } from './run-plan';

/** The Node that runs Nx executes WebAssembly; nothing else has to be installed. */
export function node(port: Port, facts: PortFacts): Support {
  const refuse = (reason: string): Support => ({ ok: false, kind: 'node', reason });
  if (facts.node === undefined) return refuse(`Node runs js/wasm and wasip1/wasm, not ${formatPort(port)}`);
  const { launch, probe } = facts.node;
  if (probe.outcome !== 'ran') return refuse(`the WebAssembly runtime did not run a probe: ${describeFailure(probe)}`);
  const runtime = launch[0] === 'bash' ? 'the runtime that GOWASIRUNTIME names' : `Node ${process.version}`;
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
