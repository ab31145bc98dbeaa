export { governingFiles } from './governing-files';
export { ModFiles } from './mod-files';
export type { ModuleContext } from './module-context';
export { resolveImport } from './resolver';
