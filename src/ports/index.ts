export { canRunNatively, needsMoreThanBaseline } from './can-run-natively';
export { formatPort, portEnv, portId, shortPort } from './format-port';
export { EMULATED_GOARCHS, goarchFacts, GOARCHS, qemuName, type GoarchFacts } from './goarch-table';
export { levels, levelTable, levelVariable } from './level-table';
export { levelTags } from './level-tags';
export { parsePort } from './parse-port';
export type { Port } from './port';
export { LEVEL_OPTIONS, levelOption, optionsFromPort, portFromOptions, type PortOptions } from './port-options';
export { findPort, PORTS } from './port-table';
