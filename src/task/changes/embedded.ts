import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { globToRegExp } from '../../inputs';

/** Whether a Go file in a folder above a file embeds it. */
export function isEmbeddedBelow(root: string, file: string): boolean {
  for (let folder = posix.dirname(file); ; folder = posix.dirname(folder)) {
    const path = folder === '.' ? file : file.slice(folder.length + 1);
    if (embedPatterns(join(root, folder)).some((pattern) => matches(path, pattern))) return true;
    if (folder === '.') return false;
  }
}

function embedPatterns(folder: string): string[] {
  const files = list(folder).filter((name) => name.endsWith('.go'));
  const texts = files.map((name) => readFileSync(join(folder, name), 'utf8'));
  const lines = texts.flatMap((text) => [...text.matchAll(/^\/\/go:embed (.+)$/gm)].map(([, words]) => words!));
  const words = lines.flatMap((line) => line.match(/"[^"]*"|`[^`]*`|\S+/g) ?? []);
  return words.map((word) => word.replace(/^["`]|["`]$/g, '').replace(/^all:/, ''));
}

/** A pattern that matches a folder stands for all that is in it. */
function matches(path: string, pattern: string): boolean {
  const parts = path.split('/');
  const test = globToRegExp(pattern);
  return test === undefined || parts.some((_, index) => test.test(parts.slice(0, index + 1).join('/')));
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
