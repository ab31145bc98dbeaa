import { FOLDER_PREFIX } from '../../results';
import type { TestKind } from '../../task';

/** Test binaries are built and run. */
export const TEST: TestKind = {
  folderPrefix: FOLDER_PREFIX['nx-go-cross:test'],
  runsTests: true,
  needsCLibrary: true,
  isReproducible: false,
  writesCoverage: true,
};
