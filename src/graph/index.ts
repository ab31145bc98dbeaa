export { createDependencies } from './create-dependencies';
export { createNodes } from './nodes/asking-nodes';
export {
  compilerVariable,
  emulatorVariable,
  MACHINE_VARIABLE,
  portVariable,
  TOOLS_VARIABLE,
  UNSEEN_PREFIX,
} from './nodes/inputs';
export { plannedFolders } from './planned-folders';
export { allPluginOptions, normalizePluginOptions, type PluginOptions } from './plugin-options';
export { namedWorkWarning } from './unseen/named-work';
export { TOOLCHAIN_PREFIX, toolchainVariable } from '../inputs';
export { keptProjectsOfOthers, unknownProjects } from './other-plugins';
export { readOverrides } from './unseen/overrides';
export { goProjects } from './go-projects';
export { unseenDigests } from './unseen/unseen-digests';
export { knownSources } from './unseen/known-sources';
export { unforeseenOf } from './foreseen/handed-over';
