export { binfmtRegistration } from './binfmt-registration';
export { canRunNatively, needsMoreThanBaseline, type NativeSupport } from './can-run-natively';
export { defaultCpu } from './default-cpu';
export { elfHeader } from './elf-header';
export { ELF_PROGRAM_OUTPUT, elfProgram } from './elf-program';
export { EMULATOR_VARIABLES, NO_EMULATION } from './emulator-variables';
export { formatPort, portEnv, portId, shortPort } from './format-port';
export { EMULATED_GOARCHS, goarchFacts, GOARCHS, qemuName, type GoarchFacts } from './goarch-table';
export { levelCpu, levelCpus, levelGap } from './level-cpus';
export { levels, levelTable, levelVariable, LEVEL_VARIABLES, type LevelTable, type LevelVariable } from './level-table';
export { levelTags } from './level-tags';
export { debianArch, dockerPlatform, gnuTriplet } from './linux-names';
export { crashRemedy, mergeGodebug, mitigations, type Mitigation } from './mitigations';
export { installCommand, INSTALLERS, packageName, type Installer, type Tool } from './packages';
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
export { zigTarget } from './zig-target';
