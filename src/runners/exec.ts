import type { PortFacts } from '../host';
import { describeFailure } from './probe-text';
import type { Support } from './run-plan';

/**
 * The user's own program gets the test binary and its arguments. A program that says nothing for the probe may still
 * be right (it may allow some binaries only): then each package must prove itself.
 */
export function exec(facts: PortFacts): Support {
  if (facts.exec === undefined) {
    return {
      ok: false,
      kind: 'exec',
      reason: "option 'execProgram' is not set",
      remedy: 'Set execProgram to a command.',
    };
  }
  const { launch, probe } = facts.exec;
  const program = launch.join(' ');
  if (probe.outcome === 'mismatch' || probe.outcome === 'failed') {
    return {
      ok: false,
      kind: 'exec',
      reason: `'${program}' did not run a probe binary of the port: ${describeFailure(probe)}`,
    };
  }
  return {
    ok: true,
    plan: {
      kind: 'exec',
      why: "option 'execProgram'",
      launch,
      env: {},
      emulated: false,
      identity: ['exec', program],
      notes: probe.outcome === 'silent' ? [`warning: '${program}' is ${describeFailure(probe)}`] : [],
    },
  };
}
