import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { CHECK } from '../../src/executors/check/check.kind';
import { TEST_BINARIES } from '../../src/executors/test-binaries/test-binaries.kind';
import { TEST } from '../../src/executors/test/test.kind';
import type { TestExecutorSchema } from '../../src/executors/test/schema';
import { startGuard, type Guard } from '../../src/process';
import { runTask } from '../../src/task/run-task';
import { cleanEnv } from '../support/env';
import { exec } from '../support/exec';
import { REPOSITORY, suiteDir } from '../support/suite';
import { goFlagsOf, type Executor, type Options, type Place, type Row } from './row';
import { seenIn, type Seen } from './seen';

export interface Ran {
  readonly seen: Seen;
  readonly output: string;
}

/** Options that test-binaries has no use for. */
const RUNS = new Set('run skip short count shuffle failfast bench benchtime timeout timeoutFactor parallel'.split(' '));

const KINDS = { check: CHECK, test: TEST, 'test-binaries': TEST_BINARIES };

/** What the executors `check` and `test-binaries` add to the options of a target. */
const OWN: Readonly<Record<string, Options>> = {
  check: { run: '^$', undeclaredInputs: 'off' },
  'test-binaries': { undeclaredInputs: 'off' },
};

/** e2e/fixtures/goflags, in which the executors run without Nx: hundreds of rows share this process. */
export class GoflagsFixture {
  readonly base = mkdtempSync(join(suiteDir(), 'goflags-'));
  readonly root = join(this.base, 'workspace');
  readonly outside = join(this.root, 'outside');
  private readonly guard: Guard = startGuard();
  private count = 0;

  constructor() {
    cpSync(join(REPOSITORY, 'e2e', 'fixtures', 'goflags'), this.root, { recursive: true });
    // Facts about the machine are kept by this process, too.
    process.env.XDG_CACHE_HOME = join(suiteDir(), 'xdg');
    process.env.NX_CACHE_DIRECTORY = join(this.base, 'cache');
  }

  async close(): Promise<void> {
    await this.guard.end();
    rmSync(this.base, { recursive: true, force: true });
  }

  /** What `go test` itself does with it. */
  async truth(
    row: Row,
    goarch: string,
    place: Place,
    more: { env?: NodeJS.ProcessEnv; flags?: readonly string[] } = {},
  ) {
    const { env, option } = this.environment(row, place);
    const full = { ...env, ...row.options?.env, ...option, GOOS: 'linux', GOARCH: goarch, ...more.env };
    const emulated = goarch === 'amd64' ? [] : ['-exec=qemu-aarch64 -L /usr/aarch64-linux-gnu'];
    const argv = ['go', 'test', '-json', ...emulated, ...goFlagsOf(row), ...(more.flags ?? []), './...'];
    const { code, stdout, output } = await exec(argv, { cwd: join(this.root, 'svc'), env: full });
    return { seen: seenIn(stdout, code === 0), output };
  }

  /** What an executor does with it. */
  async ours(row: Row, goarch: string, place: Place, executor: Executor, options: Options = {}): Promise<Ran> {
    if (executor === 'test') return this.run('test', row, goarch, place, options);
    if (executor === 'check') return this.run('check', row, goarch, place, options);
    const all = Object.entries({ ...row.options, ...options });
    const builds = Object.fromEntries(all.filter(([name]) => !RUNS.has(name)));
    const id = `kept-${this.count++}`;
    const kept = await this.run('test-binaries', { ...row, options: builds }, goarch, place, {}, id);
    if (!kept.seen.passed) return kept;
    const binaries = `dist/go-cross/svc/${id}/binaries`;
    const ran = await this.run('test', row, goarch, place, { ...options, binaries });
    rmSync(join(this.root, binaries), { recursive: true });
    return ran;
  }

  private async run(
    kind: keyof typeof KINDS,
    row: Row,
    goarch: string,
    place: Place,
    more: Options,
    id = `row-${this.count++}`,
  ): Promise<Ran> {
    const { env, option } = this.environment(row, place);
    const outputDir = `dist/go-cross/svc/${id}`;
    const schema = {
      ...{ goarch, timeoutFactor: 1, reporter: 'quiet', ...OWN[kind], ...row.options, ...more, outputDir },
      ...(Object.keys(option).length > 0 ? { env: { ...row.options?.env, ...option } } : {}),
    } as TestExecutorSchema;
    const texts: string[] = [];
    const writer = { write: (text: string) => void texts.push(text), live: false, columns: 80, color: false };
    const streams = { out: writer, err: writer };
    const context = this.context(schema);
    const passed = await runTask({ schema, context, kind: KINDS[kind], env, streams, guard: this.guard });
    const events = join(this.root, outputDir, 'events.jsonl');
    const seen = seenIn(existsSync(events) ? readFileSync(events, 'utf8') : '', passed);
    return { seen, output: texts.join('') };
  }

  private context(schema: TestExecutorSchema): ExecutorContext {
    const target = { executor: 'nx-go-cross:test', options: schema };
    const projects = { svc: { root: 'svc', targets: { it: target } } };
    const { root } = this;
    return {
      ...{ root, cwd: root, isVerbose: false, projectName: 'svc', targetName: 'it', target },
      projectsConfigurations: { version: 2, projects },
      nxJsonConfiguration: {},
      projectGraph: { nodes: {}, dependencies: {} },
    };
  }

  /** GOFLAGS where it comes from. */
  private environment({ goflags }: Row, place: Place): { env: NodeJS.ProcessEnv; option: Record<string, string> } {
    const text = goflags.replaceAll('{outside}', this.outside);
    const env: NodeJS.ProcessEnv = { ...cleanEnv(), XDG_CACHE_HOME: join(suiteDir(), 'xdg'), GOENV: 'off' };
    delete env.GOFLAGS;
    if (place === 'environment') return { env: { ...env, GOFLAGS: text }, option: {} };
    if (place === 'option env') return { env, option: { GOFLAGS: text } };
    const file = join(this.base, `goenv-${this.count++}`);
    writeFileSync(file, `GOFLAGS=${text}\n`);
    return { env: { ...env, GOENV: file }, option: {} };
  }
}
