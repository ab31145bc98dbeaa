import { isTestFile, nameTags, STANDARD_PACKAGES, type SourceFile } from '../source';
import { intern } from '../../files';

type Named = readonly [name: string, source: SourceFile];

/** The Go files of a folder by what decides about them, so that each configuration looks at a few only. */
export interface FolderSources {
  /** What those import that every configuration builds, and what their tests import besides. */
  readonly always: readonly string[];
  readonly alwaysByTests: readonly string[];
  /** Those that import something and that a name, a constraint or cgo may keep out. */
  readonly gated: readonly Named[];
  readonly embedding: readonly Named[];
}

export function sortSources(sources: ReadonlyMap<string, SourceFile>): FolderSources {
  const always = new Set<string>();
  const byTests = new Set<string>();
  const gated: Named[] = [];
  const embedding: Named[] = [];
  sources.forEach((source, name) => {
    const imports = leadingSomewhere(source);
    if (source.embeds !== undefined) embedding.push([name, { ...source, imports }]);
    if (imports.length === 0) return;
    if (isGated(name, source)) gated.push([name, { ...source, imports }]);
    else for (const path of imports) (isTestFile(name) ? byTests : always).add(path);
  });
  return {
    always: [...always],
    alwaysByTests: [...byTests].filter((path) => !always.has(path)),
    gated,
    embedding,
  };
}

/** Most imports are of Go's own packages. */
function leadingSomewhere({ imports = [] }: SourceFile): readonly string[] {
  return imports.filter((path) => !STANDARD_PACKAGES.has(path)).map(intern);
}

function isGated(name: string, { goBuild, plusBuild, imports, isDocumentation }: SourceFile): boolean {
  if (goBuild !== undefined || plusBuild !== undefined || isDocumentation) return true;
  return imports!.includes('C') || (name.includes('_') && nameTags(name).length > 0);
}
