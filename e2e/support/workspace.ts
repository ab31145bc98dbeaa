import {
  chmodSync,
  cpSync,
  existsSync,
  lchownSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { cleanEnv } from './env';
import { exec, start, type ExecResult, type Running } from './exec';
import { linkGoCache } from './go-cache';
import { forgetTestResults, GOCACHE, REPOSITORY, suiteDir } from './suite';
import { linkModules, template, type NxVersion } from './template';

export interface WorkspaceOptions {
  readonly nx?: NxVersion;
  /** Folder below examples/ or e2e/fixtures/ to copy into `at` of the workspace. */
  readonly copy?: Readonly<Record<string, string>>;
  /** Files by path; objects are written as JSON. */
  readonly files?: Readonly<Record<string, unknown>>;
  /** Name of the workspace's folder, to test odd ones. */
  readonly name?: string;
  /** Runs everything as an ordinary user, with the Go cache that all workspaces of such a user share. */
  readonly user?: boolean;
  /** A Go cache of its own, for specs that look at what Go kept. */
  readonly ownGoCache?: boolean;
  readonly env?: NodeJS.ProcessEnv;
  readonly withPlugin?: boolean;
  /** Further npm packages by version. */
  readonly packages?: Readonly<Record<string, string>>;
}

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly timeout?: number;
}

/** A task in Nx's run.json. */
export interface TaskRecord {
  readonly taskId: string;
  readonly hash: string;
  readonly cacheStatus: 'cache-miss' | 'local-cache-hit' | 'remote-cache-hit';
  /** The exit code. */
  readonly status: number;
}

/** An ordinary user and group that every Debian has. */
const NOBODY = 65534;

/** A temporary Nx workspace that owns all its state. */
export class Workspace {
  private constructor(
    /** The folder that holds the workspace and its state. */
    readonly base: string,
    readonly path: string,
    private readonly options: WorkspaceOptions,
  ) {}

  static async create(options: WorkspaceOptions = {}): Promise<Workspace> {
    const base = mkdtempSync(join(suiteDir(), 'ws-'));
    chmodSync(base, 0o755);
    const path = join(base, options.name ?? 'workspace');
    mkdirSync(path, { recursive: true });
    const workspace = new Workspace(base, path, options);
    const source = await template(options.nx ?? '24.0.6', options.withPlugin ?? true, options.packages);
    await linkModules(source, path);
    cpSync(join(source, 'package.json'), join(path, 'package.json'));
    workspace.fill();
    await workspace.must(['git', 'init', '-q']);
    if (workspace.ownsGoCache) {
      // What was compiled before is good here too, and saves minutes. Results of tests are not.
      linkGoCache(GOCACHE, workspace.goCache, options.user ? NOBODY : undefined);
      forgetTestResults(workspace.goCache);
    }
    if (options.user) workspace.handOver();
    return workspace;
  }

  private fill(): void {
    this.write('.gitignore', 'node_modules\ndist\n.nx\n');
    this.write('nx.json', { analytics: false, neverConnectToCloud: true, plugins: ['nx-go-cross'] });
    for (const [at, from] of Object.entries(this.options.copy ?? {})) {
      const manifest = join(this.path, 'package.json');
      const own = readFileSync(manifest);
      cpSync(join(REPOSITORY, from), join(this.path, at), {
        recursive: true,
        // Else links would lead back into the repository.
        verbatimSymlinks: true,
        filter: (file) => !/\/(node_modules|dist|\.nx)$/.test(file),
      });
      writeFileSync(manifest, own);
    }
    for (const [file, content] of Object.entries(this.options.files ?? {})) this.write(file, content);
    // Go keeps no result of a test that read a file younger than two seconds.
    age(this.path);
    for (const folder of ['cache', 'data', 'home', 'sockets', 'xdg'])
      mkdirSync(join(this.base, folder), { mode: 0o700 });
  }

  private get ownsGoCache(): boolean {
    return Boolean(this.options.user || this.options.ownGoCache);
  }

  private get goCache(): string {
    return this.options.ownGoCache ? join(this.base, 'xdg', 'go-build') : join(suiteDir(), 'gocache-of-user');
  }

  private handOver(): void {
    const give = (path: string) => {
      lchownSync(path, NOBODY, NOBODY);
      for (const entry of readdirSync(path, { withFileTypes: true })) {
        if (entry.name === 'node_modules') continue;
        const child = join(path, entry.name);
        if (entry.isDirectory()) give(child);
        else if (lstatSync(child).nlink === 1) lchownSync(child, NOBODY, NOBODY);
      }
    };
    give(this.base);
  }

  /** The environment of every command in this workspace. */
  env(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
    return {
      ...cleanEnv(),
      NX_CACHE_DIRECTORY: join(this.base, 'cache'),
      NX_WORKSPACE_DATA_DIRECTORY: join(this.base, 'data'),
      NX_SOCKET_DIR: join(this.base, 'sockets'),
      // Facts about the machine are the same for all workspaces of a user.
      XDG_CACHE_HOME: this.options.user ? join(this.base, 'xdg') : join(suiteDir(), 'xdg'),
      GIT_CEILING_DIRECTORIES: this.base,
      ...(this.options.user ? { HOME: join(this.base, 'home') } : {}),
      ...(this.ownsGoCache ? { GOCACHE: this.goCache } : {}),
      ...this.options.env,
      ...extra,
    };
  }

  start(argv: readonly string[], { env, cwd, timeout }: RunOptions = {}): Running {
    const as = this.options.user ? ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'] : [];
    return start([...as, ...argv], { cwd: cwd ?? this.path, env: this.env(env), timeout });
  }

  async run(argv: readonly string[], options: RunOptions = {}): Promise<ExecResult> {
    const running = this.start(argv, options);
    running.child.stdin!.end();
    return running.ended;
  }

  nx(args: readonly string[], options: RunOptions = {}): Promise<ExecResult> {
    return this.run([join(this.path, 'node_modules', '.bin', 'nx'), ...args], options);
  }

  async must(argv: readonly string[]): Promise<void> {
    const { code, output } = await exec(argv, { cwd: this.path, env: cleanEnv() });
    if (code !== 0) throw new Error(`${argv.join(' ')} failed:\n${output}`);
  }

  write(file: string, content: unknown): string {
    const path = join(this.path, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`);
    return path;
  }

  /** An executable shell script outside the workspace, for fakes on PATH. Returns its folder. */
  tool(name: string, body: string, folder = 'tools'): string {
    const dir = join(this.base, folder);
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
    return dir;
  }

  /** A new, empty folder outside the workspace. */
  folder(prefix: string): string {
    return mkdtempSync(join(this.base, `${prefix}-`));
  }

  read(file: string): string {
    return readFileSync(join(this.path, file), 'utf8');
  }

  exists(file: string): boolean {
    return existsSync(join(this.path, file));
  }

  /** The summary of a project's run for a port. */
  summary(project: string, id: string) {
    return JSON.parse(this.read(`dist/go-cross/${project}/${id}/summary.json`));
  }

  /** The tasks of the last command that ran any, as Nx noted them: whether each came from a cache, and its exit code. */
  lastRun(cache = join(this.base, 'cache')): readonly TaskRecord[] {
    return JSON.parse(readFileSync(join(cache, 'run.json'), 'utf8')).tasks;
  }

  remove(): void {
    rmSync(this.base, { recursive: true, force: true });
  }
}

/** Makes all that lies below a folder an hour older. */
function age(path: string): void {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.name === 'node_modules') continue;
    const child = join(path, entry.name);
    if (entry.isDirectory()) age(child);
    const { mtimeMs } = lstatSync(child);
    lutimesSync(child, mtimeMs / 1_000 - 3_600, mtimeMs / 1_000 - 3_600);
  }
}

/** Whether Nx answered from its cache. */
export function isReplay({ output }: ExecResult): boolean {
  return /read the output from the cache|existing outputs match the cache/.test(output);
}
