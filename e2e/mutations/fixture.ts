import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Workspace } from '../support/workspace';

export const PROJECTS = ['bare', 'deep', 'lib', 'lone', 'other', 'svc'] as const;
export type Project = (typeof PROJECTS)[number];
export const PORTS = ['amd64', 'arm64'] as const;

/** What git ignores and Go reads all the same. */
const IGNORED = {
  'lib/zz_generated.go': 'package lib\n\nconst generated = 5\n',
  'svc/testdata/ignored.txt': 'ignored\n',
};

/** The workspace of e2e/fixtures/mutations, which every mutation finds and leaves as it is committed. */
export class Fixture {
  private constructor(readonly workspace: Workspace) {}

  static async create(): Promise<Fixture> {
    const workspace = await Workspace.create({
      copy: { '.': 'e2e/fixtures/mutations' },
      files: { '.gitignore': 'node_modules\ndist\n.nx\nzz_generated*.go\nignored.txt\ncover.out\n' },
    });
    const fixture = new Fixture(workspace);
    await workspace.must(['git', 'add', '.']);
    await workspace.must(['git', '-c', 'user.name=x', '-c', 'user.email=x@x', 'commit', '-qm', 'x']);
    await fixture.undo();
    return fixture;
  }

  /** The tasks that ran, against those that Nx answered from its cache, by `project:port`; and those that failed. */
  async run(projects: readonly Project[], env: NodeJS.ProcessEnv = {}) {
    const { output } = await this.workspace.nx(
      [
        'run-many',
        `--targets=${PORTS.map((port) => `test-${port}`)}`,
        `--projects=${projects}`,
        '--output-style=static',
      ],
      { env },
    );
    const tasks = this.workspace.lastRun().map(({ taskId, cacheStatus, status }) => ({
      name: taskId.replace(':test-', ':'),
      ran: cacheStatus === 'cache-miss',
      failed: status !== 0,
    }));
    const names = (kept: typeof tasks) => kept.map(({ name }) => name).sort();
    return {
      output,
      all: names(tasks),
      ran: names(tasks.filter(({ ran }) => ran)),
      failed: names(tasks.filter(({ failed }) => failed)),
    };
  }

  async undo(): Promise<void> {
    await this.workspace.must(['git', 'checkout', '-q', '.']);
    await this.workspace.must(['git', 'clean', '-fdq']);
    for (const file of ['lib/zz_generated_arm64.go', 'lib/zz_generated_s390x.go'])
      rmSync(this.at(file), { force: true });
    for (const [file, content] of Object.entries(IGNORED)) if (this.text(file) !== content) this.write(file, content);
  }

  private at(file: string): string {
    return join(this.workspace.path, file);
  }

  private text(file: string): string | undefined {
    return this.workspace.exists(file) ? this.workspace.read(file) : undefined;
  }

  write(file: string, content: string): void {
    this.workspace.write(file, content);
  }

  replace(file: string, from: string, to: string): void {
    const before = this.workspace.read(file);
    if (!before.includes(from)) throw new Error(`${file} does not hold ${from}`);
    this.write(file, before.replace(from, to));
  }

  append(file: string, text: string): void {
    this.write(file, `${this.text(file) ?? ''}${text}`);
  }

  remove(file: string): void {
    rmSync(this.at(file));
  }

  rename(from: string, to: string): void {
    mkdirSync(dirname(this.at(to)), { recursive: true });
    renameSync(this.at(from), this.at(to));
  }

  link(file: string, to: string): void {
    rmSync(this.at(file), { force: true });
    symlinkSync(to, this.at(file));
  }
}
