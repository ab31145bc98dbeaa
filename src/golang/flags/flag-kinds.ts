import type { GoFlag } from './go-flags';

const names = (text: string) => new Set(text.split(' '));

/** Those that `go test` hands on to the test binaries (cmd/go/internal/test, passFlagToTest), without those for coverage. */
const FOR_BINARIES = names(
  'artifacts bench benchmem benchtime blockprofile blockprofilerate count cpu cpuprofile failfast fullpath fuzz ' +
    'fuzzminimizetime fuzztime list memprofile memprofilerate mutexprofile mutexprofilefraction outputdir parallel run ' +
    'short shuffle skip timeout trace v',
);

/** Those that decide which files packages have, and which packages there are. */
const SELECTING = names('tags mod modfile modcacherw overlay race msan asan compiler');

/** Those that decide what is in a test binary, besides where its sources are. */
const BUILDING = names(
  'tags modfile overlay race msan asan compiler cover covermode coverpkg ldflags gcflags asmflags gccgoflags ' +
    'buildmode linkshared pgo',
);

/** Those of package testing that make a test binary leave files in `-test.outputdir`. */
const LEAVING_FILES = names('artifacts blockprofile cpuprofile memprofile mutexprofile trace');

export const isForBinaries = ({ name }: GoFlag) => FOR_BINARIES.has(name);
export const isSelecting = ({ name }: GoFlag) => SELECTING.has(name);
export const isBuilding = ({ name }: GoFlag) => BUILDING.has(name);
export const leavesFiles = ({ name, value }: GoFlag) => LEAVING_FILES.has(name) && value !== '' && value !== 'false';

/** A flag as one word. */
export function formatFlag({ name, value }: GoFlag, prefix = ''): string {
  return `-${prefix}${name}${value === undefined ? '' : `=${value}`}`;
}
