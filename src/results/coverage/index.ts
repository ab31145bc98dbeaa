export { formatProfile, mergeProfiles, type NamedProfile } from './merge-profiles';
export { parseProfile } from './parse-profile';
export { coverageOf, percentText, type Coverage, type Profile } from './profile';
