import { basename, dirname } from 'node:path';
import type { ListedEmulator } from '../host';

/** Emulators on PATH that come behind others of the same GOARCH, a line for all of one folder and version. */
export function unusedEmulators(emulators: readonly ListedEmulator[], goarchs: readonly string[]): string {
  const names = new Map<string, string[]>();
  for (const { path, version, goarch, isFirst } of emulators) {
    if (isFirst || !goarchs.includes(goarch)) continue;
    const place = `${dirname(path)}, version ${version}`;
    names.set(place, [...(names.get(place) ?? []), basename(path)]);
  }
  if (names.size === 0) return '';
  const lines = [...names].map(([place, those]) => `  ${place}: ${those.join(', ')}\n`);
  return ["\nOn PATH behind these, for option 'qemuPath':\n", ...lines].join('');
}
