export { createDependencies } from './create-dependencies';
export { createNodes } from './create-nodes';
export { MACHINE_VARIABLE } from './inputs';
export { normalizePluginOptions, type PluginOptions } from './plugin-options';
