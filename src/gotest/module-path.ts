import { readFileSync } from 'node:fs';

/** The path that a go.mod file declares; undefined without such a file or line. */
export function modulePath(goMod: string): string | undefined {
  try {
    const [, path] = /^\s*module\s+["`]?([^\s"`]+)/m.exec(readFileSync(goMod, 'utf8')) ?? [];
    return path;
  } catch {
    return undefined;
  }
}
