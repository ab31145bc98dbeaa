import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from '../../../../process';
import { readRegularText, type FileFacts, type PackageReads } from '../../../../inputs';

/** What Go compiles, and data of tests: the digests of git-ignored files hold these (src/graph/ignored-digests.ts). */
const IN_DIGESTS = /\.(go|s|S|sx|c|cc|cpp|cxx|m|h|hh|hpp|hxx|f|F|for|f90|swig|swigcxx|syso)$|(^|\/)testdata\//;

/** Looks at the workspace for everything that judging these reads takes. */
export async function fileFacts(root: string, reads: readonly PackageReads[]): Promise<FileFacts> {
  const paths = new Set(
    reads.flatMap(({ files, folders }) => [...files.filter((file) => !IN_DIGESTS.test(file)), ...folders]),
  );
  const ignored = await ignoredAmong(root, [...paths]);
  return {
    isIgnored: (path) => ignored.has(path),
    list: (folder) => namesIn(join(root, folder)),
    setsVariable: ({ dir }, variable) => testsIn(dir).some((text) => isSet(text, variable)),
  };
}

/** None outside of a git checkout: nobody can tell there. Nx goes by the patterns, whatever git tracks. */
async function ignoredAmong(root: string, paths: readonly string[]): Promise<Set<string>> {
  if (paths.length === 0) return new Set();
  const nxignore = join(root, '.nxignore');
  const more = existsSync(nxignore) ? ['-c', `core.excludesFile=${nxignore}`] : [];
  const argv = ['git', ...more, 'check-ignore', '--no-index', '-z', '--stdin'];
  const { stdout } = await capture(argv, { cwd: root, input: paths.map((path) => `${path}\0`).join('') });
  return new Set(stdout.split('\0').filter((path) => path !== ''));
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
