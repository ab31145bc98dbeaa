import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ignoredTest } from '../../host';
import { readRegularText, type FileFacts, type PackageReads } from '../../inputs';

/** What Go compiles, and data of tests: the digests of git-ignored files hold these (src/graph/ignored-digests.ts). */
const IN_DIGESTS = /\.(go|s|S|sx|c|cc|cpp|cxx|m|h|hh|hpp|hxx|f|F|for|f90|swig|swigcxx|syso)$|(^|\/)testdata\//;

/** Whether what git ignores counts all the same. */
export function isInDigests(path: string): boolean {
  return IN_DIGESTS.test(path);
}

/** Looks at the workspace for everything that judging these reads takes. */
export function fileFacts(root: string, reads: readonly PackageReads[], env = process.env): FileFacts {
  const folders = new Set(reads.flatMap((one) => one.folders));
  const isIgnored = ignoredTest(root, env);
  return {
    isIgnored: (path) => !IN_DIGESTS.test(path) && isIgnored(folders.has(path) ? `${path}/` : path),
    list: (folder) => namesIn(join(root, folder)),
    setsVariable: ({ dir }, variable) => testsIn(dir).some((text) => isSet(text, variable)),
  };
}

function testsIn(dir: string): string[] {
  const names = namesIn(dir).filter((name) => name.endsWith('_test.go'));
  return names.flatMap((name) => readRegularText(join(dir, name)) ?? []);
}

function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch {
    return [];
  }
}

/** t.Setenv asks for the old value; and a test that starts itself gives its child variables that it asks for too. */
function isSet(text: string, variable: string): boolean {
  return text.includes(`Setenv("${variable}"`) || text.includes(`"${variable}=`);
}
