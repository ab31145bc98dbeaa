import { isAbsolute, relative, sep } from 'node:path';
import { realPath } from './real-path';

/** Whether an absolute path is a folder or lies below it. Both are taken as they are written: no link is followed. */
export function isInFolder(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}

/** The path of a file from a folder, with slashes and `.` for the folder itself; undefined where it lies elsewhere. */
export function pathInFolder(path: string, folder: string): string | undefined {
  const inside = relative(folder, path);
  const leadsOut = inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  return leadsOut ? undefined : inside.split(sep).join('/') || '.';
}

/** The same for a folder that may be known by a path with links in it: paths with and without them count. */
export function pathsFrom(folder: string): (path: string) => string | undefined {
  const folders = [...new Set([folder, realPath(folder) ?? folder])];
  return (path) => folders.map((one) => pathInFolder(path, one)).find((inside) => inside !== undefined);
}
