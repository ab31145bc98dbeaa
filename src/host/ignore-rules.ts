import { join, posix } from 'node:path';
import type { Ignore } from 'ignore';
import { readRegularText } from '../task-key';
import { entriesIn } from '../files';
import { excludeFile, globalExcludesFile } from './git-lists';
import { isNeverFile } from '../golang';

/** The patterns of one folder, or of the whole workspace, by what takes precedence. */
interface Rules {
  /** Where the patterns count from. */
  readonly dir: string;
  readonly nx?: Ignore;
  /** Of `.ignore`, which Nx 22 obeys and later versions do not. */
  readonly plain?: Ignore;
  readonly git?: Ignore;
  readonly exclude?: Ignore;
  readonly global?: Ignore;
}

/** Whether Nx leaves out a file or a folder (with a slash at its end), counted from the workspace root. */
export function ignoredTest(root: string, env: NodeJS.ProcessEnv): (path: string) => boolean {
  const rules = new IgnoreRules(root, env);
  return (path) => rules.isIgnored(path);
}

/**
 * Which files of a workspace Nx leaves out, found without git, as Nx itself finds it: by .nxignore, .gitignore and git's
 * other lists, also inside of submodules and other repositories, where those of the outer one go on to count (measured
 * on 22.7, 23.3 and 24.0).
 */
export class IgnoreRules {
  private readonly known = new Map<string, readonly Rules[]>();

  constructor(
    private readonly root: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /** Whether Nx leaves out a file or a folder (with a slash at its end). */
  isIgnored(path: string): boolean {
    const parts = path.replace(/\/$/, '').split('/');
    return parts.some((_, index) => {
      const isFolder = index < parts.length - 1 || path.endsWith('/');
      return this.isIgnoredEntry(parts.slice(0, index + 1).join('/') + (isFolder ? '/' : ''));
    });
  }

  /** What is left out at or below a folder that is not left out itself: files, and folders with a slash at their end. */
  *below(dir: string): Generator<string> {
    for (const entry of entriesIn(join(this.root, dir))) {
      const path = dir === '.' ? entry.name : `${dir}/${entry.name}`;
      const isFolder = entry.isDirectory();
      if (isNeverFile(path)) continue;
      if (this.isIgnoredEntry(isFolder ? `${path}/` : path)) yield isFolder ? `${path}/` : path;
      else if (isFolder) yield* this.below(path);
    }
  }

  /** The same of an entry whose folder is not left out. */
  private isIgnoredEntry(path: string): boolean {
    const rules = this.rulesFor(posix.dirname(path));
    if (rules.length === 0) return false;
    const decided = (kind: Exclude<keyof Rules, 'dir'>) => decision(rules, kind, path);
    if (decided('plain') === true) return true;
    return decided('nx') ?? decided('git') ?? decided('exclude') ?? decided('global') ?? false;
  }

  /** Those of a folder and of all above it, the nearest first. */
  private rulesFor(dir: string): readonly Rules[] {
    const known = this.known.get(dir);
    if (known !== undefined) return known;
    const above = dir === '.' ? [] : this.rulesFor(posix.dirname(dir));
    const own = this.read(dir);
    const all = own === undefined ? above : [own, ...above];
    this.known.set(dir, all);
    return all;
  }

  private read(dir: string): Rules | undefined {
    const folder = join(this.root, dir);
    const rules = {
      nx: patterns(join(folder, '.nxignore')),
      plain: patterns(join(folder, '.ignore')),
      git: patterns(join(folder, '.gitignore')),
      exclude: patterns(excludeFile(folder)),
      global: dir === '.' ? patterns(globalExcludesFile(this.env)) : undefined,
    };
    return Object.values(rules).every((one) => one === undefined) ? undefined : { dir, ...rules };
  }
}

/** What the nearest patterns of a kind say that say anything: left out, or taken in again. */
function decision(rules: readonly Rules[], kind: Exclude<keyof Rules, 'dir'>, path: string): boolean | undefined {
  for (const one of rules) {
    const found = one[kind]?.test(one.dir === '.' ? path : path.slice(one.dir.length + 1));
    if (found?.ignored) return true;
    if (found?.unignored) return false;
  }
  return undefined;
}

function patterns(file: string | undefined): Ignore | undefined {
  const text = file === undefined ? undefined : readRegularText(file);
  if (text === undefined) return undefined;
  // Loaded where it is needed: most commands ask git, and every one waits for this.
  const ignore = require('ignore') as typeof import('ignore');
  return ignore({ ignoreCase: false, allowRelativePaths: true }).add(text);
}
