import { join, posix } from 'node:path';
import { namesIn, readText } from '../../files';
import { isEmbedded, readEmbeds } from '../../golang';

/** Whether a Go file in a folder above a file embeds it. */
export function isEmbeddedBelow(root: string, file: string): boolean {
  for (let folder = posix.dirname(file); ; folder = posix.dirname(folder)) {
    const path = folder === '.' ? file : file.slice(folder.length + 1);
    if (isEmbedded(path, embedPatterns(join(root, folder)))) return true;
    if (folder === '.') return false;
  }
}

function embedPatterns(folder: string): string[] {
  const files = namesIn(folder).filter((name) => name.endsWith('.go'));
  const texts = files.map((name) => readText(join(folder, name)) ?? '');
  return texts.flatMap(readEmbeds).map((pattern) => pattern.replace(/^all:/, ''));
}
