import { posix } from 'node:path';

/** The folder of all results, from the workspace's root, unless option `outputDir` says otherwise. */
export const RESULTS_FOLDER = 'dist/go-cross';

/** What comes before the port in the name of a folder, by executor. */
export const FOLDER_PREFIX = {
  'nx-go-cross:test': '',
  'nx-go-cross:check': 'check-',
  'nx-go-cross:test-binaries': 'binaries-',
} as const;

/** The folder of the merged cover profile, beside those of the ports. */
export const COVERAGE_FOLDER = 'coverage';

/** Events of the tests as `go test -json` prints them, a line each. */
export const EVENTS_FILE = 'events.jsonl';
export const SUMMARY_FILE = 'summary.json';
export const JUNIT_FILE = 'junit.xml';
/** The cover profile, in Go's format (golang.org/x/tools/cover). */
export const PROFILE_FILE = 'cover.out';
/** The profile of the packages that are not run again, while others are. */
export const EARLIER_PROFILE_FILE = 'cover.out.before';

/** What a run writes into its folder. */
export const RESULT_FILES: readonly string[] = [
  EVENTS_FILE,
  SUMMARY_FILE,
  JUNIT_FILE,
  PROFILE_FILE,
  EARLIER_PROFILE_FILE,
];

/** A folder of results of a project, from the workspace's root: `dist/go-cross/apps/svc/arm64`. */
export function resultFolder(projectRoot: string, name: string): string {
  return posix.join(RESULTS_FOLDER, projectRoot, name);
}
