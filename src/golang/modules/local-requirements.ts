import { isOutside } from '../workspace/go-paths';
import type { ModFiles } from './mod-files';
import type { ModuleContext } from './module-context';

/** A module of the workspace that a go.mod requires. */
export interface LocalRequirement {
  readonly dir: string;
  /** Whether go.mod says that no package of the module itself imports it (`// indirect`). */
  readonly isIndirect: boolean;
  /** Whether the version is one that a module from elsewhere could require, too. */
  readonly isPublished: boolean;
}

/** The modules of the workspace that the go.mod in a folder requires, as a context resolves them. */
export function localRequirements(module: string, context: ModuleContext, files: ModFiles): LocalRequirement[] {
  const { requires, indirect } = files.mod(module);
  return [...requires].flatMap(([path, version]) => {
    const dir = context.modules.get(path);
    if (dir === undefined || dir === module || isOutside(dir)) return [];
    return [{ dir, isIndirect: indirect.has(path), isPublished: !UNPUBLISHED.test(version) }];
  });
}

/** What people and `go mod tidy` write for a module that has no version; minimal version selection never lowers one. */
const UNPUBLISHED = /^v0\.0\.0$|-00010101000000-000000000000$/;
