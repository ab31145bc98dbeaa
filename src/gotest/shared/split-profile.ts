import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { posix } from 'node:path';
import { coverProfile } from '../cover-profile';
import type { TestUnit } from '../unit';
import type { GroupPackages } from './group-packages';

/** Gives each unit the lines of its packages out of the profile of a shared `go test`, as one of its own would have them. */
export function splitProfile(shared: TestUnit, { of }: GroupPackages): void {
  // Go makes none where it gives up early.
  if (!shared.options.cover || !existsSync(coverProfile(shared))) return;
  const [mode = '', ...lines] = readFileSync(coverProfile(shared), 'utf8').split('\n');
  const byPackage = new Map<string, string[]>();
  for (const line of lines.filter(Boolean)) {
    // `import/path/file.go:1.2,3.4 5 6`
    const importPath = posix.dirname(line.slice(0, line.lastIndexOf(':')));
    const known = byPackage.get(importPath);
    if (known) known.push(line);
    else byPackage.set(importPath, [line]);
  }
  for (const [unit, packages] of of) {
    const own = packages.flatMap(({ importPath }) => byPackage.get(importPath) ?? []);
    writeFileSync(coverProfile(unit), [mode, ...own, ''].join('\n'));
  }
}
