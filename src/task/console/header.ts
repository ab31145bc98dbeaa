import { formatPort } from '../../ports';
import type { NormalizedTestOptions } from '../options/normalize-options';
import { npmNotes } from '../options/npm-folders';
import { areOpen } from '../options/own-packages';
import type { Resolved } from '../prepare/resolved';
import { formatEmulator } from '../../emulation';
import { pathInFolder } from '../../files';

/** One line that names port, runner, its reason, emulator and Go; then a line per note of the plan. */
export function header(options: NormalizedTestOptions, { go, plan, cgo, binaries, trace }: Resolved): string {
  const emulator = plan.emulator && formatEmulator(plan.emulator);
  const parts = [`${formatPort(options.port)}: runner ${plan.kind} (${plan.why})`, emulator, go.version];
  return [
    parts.filter(Boolean).join(' · '),
    ...[
      ...ready(options, binaries),
      ...leftOut(options, binaries),
      ...plan.notes,
      ...cgo.notes,
      ...(trace ? [trace.note] : []),
    ].map((note) => `  ${note}`),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function ready({ root }: NormalizedTestOptions, binaries: Resolved['binaries']): string[] {
  if (binaries === undefined) return [];
  return [`test binaries: ${pathInFolder(binaries.folder, root) ?? binaries.folder}, nothing is built`];
}

/** Packages that Go's own patterns would mean. */
function leftOut({ dir, root, packages }: NormalizedTestOptions, binaries: Resolved['binaries']): string[] {
  if (binaries !== undefined || !packages.some((pattern) => /\.\.\.|^(all|work)$/.test(pattern))) return [];
  return npmNotes(dir, root, areOpen(packages, dir) ? 'tested, and in no cache key' : 'not tested');
}
