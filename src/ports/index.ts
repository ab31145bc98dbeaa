export { canRunNatively, needsMoreThanBaseline, type NativeSupport } from './can-run-natively';
export { formatPort, portEnv, portId, shortPort } from './format-port';
export { EMULATED_GOARCHS, goarchFacts, GOARCHS, qemuName, type GoarchFacts } from './goarch-table';
export { levels, levelTable, levelVariable, LEVEL_VARIABLES, type LevelTable, type LevelVariable } from './level-table';
export { levelTags } from './level-tags';
export { parsePort } from './parse-port';
export type { Port } from './port';
export {
  LEVEL_OPTIONS,
  levelOption,
  optionsFromPort,
  portFromOptions,
  type LevelOption,
  type PortOptions,
} from './port-options';
export { findPort, goarchsOf, goosesOf, GOOSES, PORTS, type SupportedPort } from './port-table';
