import type { Tree } from '@nx/devkit';

const FILE = '.gitignore';
const COVERS_RESULTS = /^\/?(\*\*\/)?dist\/?(\*{0,2}|go-cross\/?\**)?$/;

/** Makes git ignore the folder that results are written to; false when it does already. Else results would be inputs. */
export function ignoreResults(tree: Tree): boolean {
  const text = tree.exists(FILE) ? tree.read(FILE, 'utf8')! : '';
  if (text.split(/\r?\n/).some((line) => COVERS_RESULTS.test(line.trim()))) return false;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const gap = text === '' || text.endsWith('\n') ? '' : eol;
  tree.write(FILE, `${text}${gap}dist${eol}`);
  return true;
}
