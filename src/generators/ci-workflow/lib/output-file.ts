import { existsSync, lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileReadOnly, outsideWorkspace, unusableName } from '../../errors';
import { isInFolder } from '../../../files';

/** `Cross tests` as a file name: `cross-tests`. */
export function fileNameOf(name: string): string {
  if (/[/\\\p{Cc}]|\.\.|\$\{\{/u.test(name)) throw unusableName(name);
  const slug = name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  if (slug === '') throw unusableName(name);
  return slug;
}

/** Nx writes through links: a file may not end up outside of the workspace, nor be one that somebody protected. */
export function checkWritable(root: string, file: string): void {
  const existing = nearest(join(root, file));
  const real = whereItLeads(existing);
  if (!isInFolder(real, realpathSync(root))) throw outsideWorkspace(file, real);
  // The mode, not access(): root may write everything, and would.
  if (existing === join(root, file) && existsSync(real) && (statSync(real).mode & 0o222) === 0)
    throw fileReadOnly(file);
}

/** The path, or the nearest folder above it that is there; a link that leads nowhere is there. */
function nearest(path: string): string {
  return lstatSync(path, { throwIfNoEntry: false }) === undefined ? nearest(dirname(path)) : path;
}

function whereItLeads(path: string): string {
  return existsSync(path) ? realpathSync(path) : resolve(realpathSync(dirname(path)), readlinkSync(path));
}
