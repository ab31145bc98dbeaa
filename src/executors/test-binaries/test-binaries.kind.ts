import { FOLDER_PREFIX } from '../../results';
import { collectLaunch, MANIFEST } from '../../prebuilt';
import { COMPILE_ONLY } from '../../runners';
import { BINARIES, keepBinaries, type TestKind } from '../../task';

/** Test binaries are built and kept, for a machine without Go. */
export const TEST_BINARIES: TestKind = {
  folderPrefix: FOLDER_PREFIX['nx-go-cross:test-binaries'],
  runsTests: false,
  needsCLibrary: true,
  isReproducible: true,
  writesCoverage: true,
  plan: { ...COMPILE_ONLY, why: 'test binaries are built and kept, nothing is run', launch: collectLaunch() },
  folder: { name: BINARIES, marker: MANIFEST },
  complete: keepBinaries,
};
