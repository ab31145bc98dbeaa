import { formatPort } from '../../../ports';
import type { GoFacts } from '../../../host';
import type { RunPlan } from '../../../runners';
import type { NormalizedTestOptions } from './normalize-options';

/** One line that names port, runner, its reason, emulator and Go; then a line per note of the plan. */
export function header(options: NormalizedTestOptions, go: GoFacts, plan: RunPlan): string {
  const emulator = plan.emulator && `${plan.emulator.path} ${plan.emulator.version}`;
  const parts = [`${formatPort(options.port)}: runner ${plan.kind} (${plan.why})`, emulator, go.version];
  return [parts.filter(Boolean).join(' · '), ...plan.notes.map((note) => `  ${note}`)]
    .map((line) => `${line}\n`)
    .join('');
}
