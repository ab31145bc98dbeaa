export { createDependencies } from './create-dependencies';
export { createNodes } from './nodes/create-nodes';
export { ignoredDigests } from './ignored-digests';
export { emulatorVariable, IGNORED_PREFIX, MACHINE_VARIABLE, portVariable } from './nodes/inputs';
export { allPluginOptions, normalizePluginOptions, type PluginOptions } from './plugin-options';
