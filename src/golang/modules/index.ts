export { governingFiles, governs, ModFiles, type Governing } from './mod-files';
export { isInModule } from './is-in-module';
export type { ModuleContext } from './module-context';
export { isIgnoredBy, parseModFile, readModFile, type ModFile } from './go-mod';
export { isThirdParty, missingFolders, resolveImport } from './resolver';
export { localRequirements } from './local-requirements';
