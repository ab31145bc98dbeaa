import { isOfQemu } from './emulator-env';
import { runProbe } from './probe';
import type { FactsRequest } from './port-facts';

/**
 * The variables of QEMU's that keep an emulator from running a probe: with none of them it runs. Empty where that is not
 * why. A CPU model is judged elsewhere, with the models that there are.
 */
export async function hinderingVariables(
  probe: string,
  launch: readonly string[],
  { port, env, cwd }: Pick<FactsRequest, 'port' | 'env' | 'cwd'>,
): Promise<string[]> {
  const names = Object.keys(env).filter((name) => isOfQemu(name) && name !== 'QEMU_CPU');
  const runsWith = async (kept: readonly string[]) => {
    const left = Object.entries(env).filter(([name]) => !names.includes(name) || kept.includes(name));
    return (await runProbe(probe, port, launch, Object.fromEntries(left), cwd)).outcome === 'ran';
  };
  if (names.length === 0 || !(await runsWith([]))) return [];
  const alone = await Promise.all(names.map((name) => runsWith([name])));
  const guilty = names.filter((_, index) => !alone[index]);
  return guilty.length > 0 ? guilty : names;
}
