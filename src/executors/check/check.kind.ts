import { FOLDER_PREFIX } from '../../results';
import { COMPILE_ONLY } from '../../runners';
import type { TestKind } from '../../task';

/** Test binaries are built and thrown away. */
export const CHECK: TestKind = {
  folderPrefix: FOLDER_PREFIX['nx-go-cross:check'],
  runsTests: false,
  needsCLibrary: false,
  isReproducible: false,
  writesCoverage: false,
  vet: 'all',
  plan: COMPILE_ONLY,
};
