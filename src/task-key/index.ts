export { declarationPlace, declarations, jsonLine } from './declaration';
export { contentDigest, readRegularText, sha256Of } from './file-content';
export { flattenInputs, type Input, type KeyPart, type NamedInputs } from './flatten';
export { escapeGlob, globToRegExp, isLiteral, literalFolder } from './glob';
export { keyFacts, type WorkspaceConfiguration } from './key-facts';
export type { KeyFolder } from './key-folders';
export { CARRIER, DECLARED_INPUT, INCLUDES_VARIABLE, readIncluding, type Including } from './names';
export type { Directives } from './native/directives';
export { IncludedFiles, isLibrary, type Included, type Recall } from './native/included-files';
export { isNeverInput } from './never-inputs';
export { missingInputs } from './missing-inputs';
export { NARROWED_VARIABLE, narrowedText, readNarrowed, type Narrowed } from './narrowed';
export { isNotCached, notCached } from './not-cached';
export { nxVersion } from './nx-version';
export { taskKey, type TaskKey } from './task-key';
export { undeclaredInputs, type FileFacts, type PackageReads, type UndeclaredInput } from './undeclared';
export {
  compilerVariable,
  emulatorVariable,
  ENVIRONMENT_VARIABLES,
  MACHINE_VARIABLE,
  portVariable,
  TOOLCHAIN_PREFIX,
  toolchainVariable,
  TOOLS_VARIABLE,
  UNSEEN_PREFIX,
  unseenVariable,
} from './variables';
