import type { PrebuiltTests } from '../gotest';
import type { BinarySet } from './open-binaries';
import { runBinaries } from './run-binaries';

/** The binaries of a folder as the engine runs them. */
export function prebuiltTests(set: BinarySet): PrebuiltTests {
  const { manifest } = set;
  return {
    packages: manifest.packages.map(({ importPath }) => importPath),
    only: (importPaths) => {
      const packages = manifest.packages.filter(({ importPath }) => importPaths.includes(importPath));
      return prebuiltTests({ ...set, manifest: { ...manifest, packages } });
    },
    run: (unit, { onText, ...session }) => runBinaries({ unit, set, scratch: unit.scratch, ...session }, onText),
  };
}
