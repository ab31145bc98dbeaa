import { CrossTestError } from '../errors';
import { formatPort, portEnv, portId, type Port } from '../ports';
import { gatherPortFacts, readGo, withoutEmptyQemu, type GoFacts } from '../host';
import { type Refusal, resolveRunner, RunnerRefused, type RunPlan } from '../runners';
import { emulatorJson } from '../emulation';

/** What this machine can do for a port. */
export type Examined =
  { readonly port: Port; readonly plan: RunPlan } | { readonly port: Port; readonly refusals: readonly Refusal[] };

/** Proves a way to run each port, as the test executor does, or says for every candidate why not. */
export async function examine(
  ports: readonly Port[],
  cwd = process.cwd(),
): Promise<{ go: GoFacts; found: Examined[] }> {
  const go = await readGo('go', cwd, process.env);
  const found: Examined[] = [];
  // One after another: a probe that has to be built uses all processors.
  for (const port of ports) found.push(await examineOne(port, go, cwd));
  return { go, found };
}

async function examineOne(port: Port, go: GoFacts, cwd: string): Promise<Examined> {
  try {
    const facts = await gatherPortFacts({ port, go, env: { ...withoutEmptyQemu(process.env), ...portEnv(port) }, cwd });
    return { port, plan: resolveRunner(port, facts, 'auto') };
  } catch (error) {
    if (error instanceof RunnerRefused) return { port, refusals: error.refusals };
    if (error instanceof CrossTestError)
      return {
        port,
        refusals: [{ kind: error.code === 'unknownCpu' ? 'cpu' : 'go', reason: error.message, remedy: error.hint }],
      };
    throw error;
  }
}

/** The JSON form, the same for doctor and probe. */
export function examinedJson(one: Examined) {
  const { goos, goarch, level } = one.port;
  const port = { port: formatPort(one.port), id: portId(one.port), goos, goarch, level };
  if (!('plan' in one)) return { ...port, canRun: false, candidates: one.refusals };
  const { kind, why, emulator, unproved, notes } = one.plan;
  return {
    ...port,
    canRun: true,
    runner: {
      ...{ kind, why, unproved },
      emulator: emulator && emulatorJson(emulator),
    },
    notes,
  };
}
