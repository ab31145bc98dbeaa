export { formatProfile, mergeProfiles, parseProfile, coverageOf, percentText } from './coverage';
export type { Coverage, NamedProfile, Profile } from './coverage';
export {
  COVERAGE_FOLDER,
  EARLIER_PROFILE_FILE,
  EVENTS_FILE,
  FOLDER_PREFIX,
  JUNIT_FILE,
  PROFILE_FILE,
  RESULT_FILES,
  resultFolder,
  RESULTS_FOLDER,
  SUMMARY_FILE,
} from './layout';
export { isSummary, parseSummary } from './parse-summary';
export { packageSummaries, type Filter, type PackageSummary, type Summary } from './summary';
export { writeSummary } from './write-summary';
export { placeResults, removeForgotten, removeResults, writeWhole } from './place-results';
export { isUnderway, underwayIn } from './underway';
