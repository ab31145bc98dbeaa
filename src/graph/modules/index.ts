export { governs, ModFiles, type Governing } from './mod-files';
export { inWorkspace, type ModuleContext } from './module-context';
export type { ModFile } from './go-mod';
export { missingFolders, resolveImport } from './resolver';
