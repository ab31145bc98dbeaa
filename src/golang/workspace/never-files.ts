/** What npm, git and Nx keep: no fileset of Nx can hold it, and it may be huge. */
const NEVER = new Set(['node_modules', '.git', '.nx']);

/**
 * Whether nothing at this path is ever an input of tests: it lies in what npm, git or Nx keep. Below a `testdata` folder
 * such folders are data like any other. Everybody who walks a workspace or judges a path goes by this one rule.
 */
export function isNeverFile(path: string): boolean {
  const first = path.split('/').find((part) => part === 'testdata' || NEVER.has(part));
  return first !== undefined && first !== 'testdata';
}

/** Whether Nx never sees the path, although tests may read it as data. */
export function isHiddenData(path: string): boolean {
  if (isNeverFile(path)) return false;
  const parts = path.split('/');
  return parts.some((part, index) => NEVER.has(part) || (part === 'cache' && parts[index - 1] === '.yarn'));
}
