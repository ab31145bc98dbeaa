import type { TestKind } from '../../task';

/** Test binaries are built and run. */
export const TEST: TestKind = {
  folderPrefix: '',
  runsTests: true,
  needsCLibrary: true,
  isReproducible: false,
  writesCoverage: true,
};
