export { createDependencies } from './create-dependencies';
export { createNodes } from './nodes/create-nodes';
export { compilerVariable, emulatorVariable, MACHINE_VARIABLE, portVariable, UNSEEN_PREFIX } from './nodes/inputs';
export { allPluginOptions, normalizePluginOptions, type PluginOptions } from './plugin-options';
export { namedWorkWarning } from './unseen/named-work';
export { readOverrides } from './unseen/overrides';
export { unseenDigests } from './unseen/unseen-digests';
export { knownSources } from './unseen/known-sources';
