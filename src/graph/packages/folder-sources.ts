import { isKnownName, isTestFile, lastWords, nameTags, type SourceFile } from '../source';
import type { PackageFolder } from '../workspace/source-index';

type Named = readonly [name: string, source: SourceFile];

/** The files of a folder by what decides about them, so that each configuration looks at a few only. */
export interface FolderSources {
  /** Those that every configuration builds and that import something, without and with tests. */
  readonly always: readonly SourceFile[];
  readonly alwaysWithTests: readonly SourceFile[];
  /** Those that import something and that a name, a constraint or cgo may keep out. */
  readonly gated: readonly Named[];
  readonly embedding: readonly Named[];
  /** Names, of whatever Go compiles, that a glob could take for those of a port. */
  readonly oddNames: readonly string[];
}

export function sortSources({ sources, compiled }: PackageFolder): FolderSources {
  const always: SourceFile[] = [];
  const alwaysWithTests: SourceFile[] = [];
  const gated: Named[] = [];
  const embedding: Named[] = [];
  for (const [name, source] of sources) {
    if (source.embeds !== undefined) embedding.push([name, source]);
    if (source.imports === undefined) continue;
    if (isGated(name, source)) gated.push([name, source]);
    else {
      alwaysWithTests.push(source);
      if (!isTestFile(name)) always.push(source);
    }
  }
  // Most names have no underscore, and are done here.
  const oddNames = compiled.filter((name) => name.includes('_') && isKnownName(lastWords(name)[1]));
  return { always, alwaysWithTests, gated, embedding, oddNames };
}

function isGated(name: string, { goBuild, plusBuild, imports, isDocumentation }: SourceFile): boolean {
  if (goBuild !== undefined || plusBuild !== undefined || isDocumentation) return true;
  return imports!.includes('C') || (name.includes('_') && nameTags(name).length > 0);
}
