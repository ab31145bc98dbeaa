import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { namesIn } from '../files';

/**
 * Names of files by which version managers and wrappers choose a Go: `.tool-versions`, `.go-version`, `mise.toml`,
 * `.envrc`, `devbox.json`, `toolchain.txt` and the like. `go.mod` and `go.work` are read for two lines only.
 */
const DECIDING = /^\.|version|tool|mise|asdf|rtx|goenv|devbox|flox|flake|shell\.nix|\.toml$|\.env$|^go\.(?:mod|work)$/i;
/** Folders that hold such files. */
const FOLDERS = ['.config', '.mise', 'mise', '.config/mise', '.config/mise/conf.d', '.asdf', '.go', '.goenv'];
/** Files beyond this size choose nothing. */
const LARGEST = 65_536;
const VERSION_LINE = /^\s*(?:go|toolchain)\s.*$/gm;

/**
 * What in a folder of the workspace, and in those between it and the workspace's root, may decide which Go a shim starts
 * there. Folders for which this is the same get the same Go.
 */
export function versionFiles(root: string, folder: string): string {
  const chain: string[] = [];
  for (let at = folder; at !== '.' && at !== '' && at !== '/'; at = dirname(at)) chain.push(at);
  return JSON.stringify(chain.map((dir) => decidingIn(join(root, dir))).filter((found) => found.length > 0));
}

function decidingIn(dir: string): string[] {
  return ['', ...FOLDERS].flatMap((below) => {
    const folder = join(dir, below);
    const names = namesIn(folder)
      .sort()
      .filter((name) => below !== '' || DECIDING.test(name));
    return names.flatMap((name) => {
      const text = contentOf(join(folder, name), name);
      return text === undefined ? [] : [`${join(below, name)}\0${text}`];
    });
  });
}

function contentOf(file: string, name: string): string | undefined {
  try {
    const found = statSync(file);
    if (!found.isFile() || found.size > LARGEST) return undefined;
    const text = readFileSync(file, 'utf8');
    return /^go\.(?:mod|work)$/.test(name) ? (text.match(VERSION_LINE) ?? []).join('\n') : text;
  } catch {
    return undefined;
  }
}
