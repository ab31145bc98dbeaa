import { isAbsolute, relative, sep } from 'node:path';

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
