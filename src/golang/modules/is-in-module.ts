/** Whether an import path is a module's or of a package in it, as far as the path says. */
export function isInModule(importPath: string, module: string): boolean {
  return importPath === module || importPath.startsWith(`${module}/`);
}
