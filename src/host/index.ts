export { ignoredPaths } from './ignored-paths';
export { machineIdentity, type IdentityRequest } from './machine-identity';
export { findEmulator, type Emulator } from './emulator';
export { findInstaller } from './installer';
export { findExecutable } from './find-executable';
export { gatherPortFacts } from './gather-port-facts';
export { goRelease, readGo, type GoFacts } from './go';
export type { ChosenCpu, FactsRequest, PortFacts, ProvenLaunch } from './port-facts';
export type { ProbeResult } from './probe';
