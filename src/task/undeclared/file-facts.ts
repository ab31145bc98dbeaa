import { join } from 'node:path';
import { ignoredTest } from '../../host';
import { readRegularText, type FileFacts, type PackageReads } from '../../task-key';
import { namesIn } from '../../files';
import { isCompiled } from '../../golang';

/** Whether what git ignores counts all the same: the digests of what Nx does not hash hold what Go compiles, and test data. */
export function isInDigests(path: string): boolean {
  return isCompiled(path) || /(^|\/)testdata\//.test(path);
}

/** Looks at the workspace for everything that judging these reads takes. */
export function fileFacts(root: string, reads: readonly PackageReads[], env = process.env): FileFacts {
  const folders = new Set(reads.flatMap((one) => one.folders));
  const isIgnored = ignoredTest(root, env);
  return {
    isIgnored: (path) => !isInDigests(path) && isIgnored(folders.has(path) ? `${path}/` : path),
    list: (folder) => namesIn(join(root, folder)),
    setsVariable: ({ dir }, variable) => testsIn(dir).some((text) => isSet(text, variable)),
  };
}

function testsIn(dir: string): string[] {
  const names = namesIn(dir).filter((name) => name.endsWith('_test.go'));
  return names.flatMap((name) => readRegularText(join(dir, name)) ?? []);
}

/** t.Setenv asks for the old value; and a test that starts itself gives its child variables that it asks for too. */
function isSet(text: string, variable: string): boolean {
  return text.includes(`Setenv("${variable}"`) || text.includes(`"${variable}=`);
}
