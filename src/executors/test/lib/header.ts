import { formatPort } from '../../../ports';
import { cgoFiles } from './cgo-left-out';
import type { CgoSetup } from './cgo-setup';
import type { NormalizedTestOptions } from './normalize-options';
import type { Resolved } from './resolve-plan';

/** One line that names port, runner, its reason, emulator and Go; then a line per note of the plan. */
export function header(options: NormalizedTestOptions, { go, plan, cgo }: Resolved): string {
  const emulator = plan.emulator && `${plan.emulator.path} ${plan.emulator.version}`;
  const parts = [`${formatPort(options.port)}: runner ${plan.kind} (${plan.why})`, emulator, go.version];
  return [
    parts.filter(Boolean).join(' · '),
    ...[...plan.notes, ...cgo.notes, ...leftOut(options, cgo)].map((note) => `  ${note}`),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function leftOut({ dir }: NormalizedTestOptions, { mode }: CgoSetup): string[] {
  const files = mode === 'off' ? cgoFiles(dir) : [];
  return files.length === 0 ? [] : [`cgo is off, so these files are left out: ${files.join(', ')}`];
}
