import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileMatcher } from '../support/differential/file-matcher';
import type { Workspace } from '../support/workspace';

/** A target as Nx has it, with the named inputs of its project. */
export interface FinalTarget {
  readonly project: string;
  readonly name: string;
  readonly executor: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly configurations: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly dependsOn: readonly unknown[];
  readonly inputs: readonly unknown[];
}

/** Of what Nx writes of a target, nothing but the executor is always there. */
type TargetInGraph = Pick<FinalTarget, 'executor'> & Partial<FinalTarget>;
type NamedInputs = Readonly<Record<string, readonly unknown[]>>;

/** Every target of this plugin's executors. */
export async function finalTargets(workspace: Workspace): Promise<FinalTarget[]> {
  const { code, output } = await workspace.nx(['graph', '--file=graph.json']);
  // A form that the plugin did not foresee is said, and is not cached.
  if (code !== 0 || output.includes('nx-go-cross:')) throw new Error(output);
  const { nodes } = JSON.parse(readFileSync(join(workspace.path, 'graph.json'), 'utf8')).graph;
  return Object.entries<{ data: { targets: Record<string, TargetInGraph>; namedInputs?: NamedInputs } }>(nodes).flatMap(
    ([project, { data }]) =>
      Object.entries(data.targets)
        .filter(([, { executor }]) => /^nx-go-cross:(test|check|test-binaries)$/.test(executor))
        .map(([name, target]) => ({
          ...{ options: {}, configurations: {}, dependsOn: [], ...target, project, name },
          inputs: expand(target.inputs ?? [], data.namedInputs ?? {}),
        })),
  );
}

function expand(inputs: readonly unknown[], named: NamedInputs): unknown[] {
  return inputs.flatMap((input) =>
    typeof input === 'string' && input in named ? expand(named[input]!, named) : [input],
  );
}

/** Which of some files are inputs of a target. */
export function heldFiles({ project, inputs }: FinalTarget, files: readonly string[]): string[] {
  const filesets = inputs.filter((input): input is string => typeof input === 'string' && /^!?\{/.test(input));
  return files.filter(fileMatcher(filesets, `svc/${project}`));
}

export const waitsForOutputs = ({ inputs }: FinalTarget) =>
  inputs.some((input) => typeof input === 'object' && input !== null && 'dependentTasksOutputFiles' in input);

/** The folders of the workspace that `go list` reaches from a project's tests, under the options of a target. */
export class GoList {
  private readonly known = new Map<string, Promise<string[]>>();

  constructor(private readonly workspace: Workspace) {}

  /** Under a target's options, and under each of its configurations. */
  async reached({ project, options, configurations }: FinalTarget): Promise<string[]> {
    const all = [{}, ...Object.values(configurations)].map((one) => this.reachedBy(project, { ...options, ...one }));
    return [...new Set((await Promise.all(all)).flat())].sort();
  }

  private reachedBy(project: string, options: Readonly<Record<string, unknown>>): Promise<string[]> {
    const {
      tags = [],
      packages = ['./...'],
      env = {},
    } = options as { tags?: string[]; packages?: string[]; env?: object };
    // A pattern with a path brings what all packages of the project import (docs/cache.md).
    const patterns = packages.some((pattern) => pattern.startsWith('.')) ? ['./...', ...packages] : packages;
    const key = JSON.stringify([tags, patterns, env]);
    const found = this.known.get(key) ?? this.list(project, tags, patterns, env);
    this.known.set(key, found);
    return found;
  }

  private async list(project: string, tags: readonly string[], packages: readonly string[], env: object) {
    const flags = ['-e', '-deps', '-test', '-f', '{{.Dir}}', ...(tags.length > 0 ? [`-tags=${tags.join()}`] : [])];
    const cwd = join(this.workspace.path, 'svc', project);
    const run = { cwd, env: { GOARCH: 'arm64', GOOS: 'linux', CGO_ENABLED: '0', GOFLAGS: '', ...env } };
    const { code, stdout, output } = await this.workspace.run(['go', 'list', ...flags, ...packages], run);
    if (code !== 0) throw new Error(output);
    return stdout
      .split('\n')
      .map((dir) => relative(this.workspace.path, dir))
      .filter((dir) => dir.startsWith('libs/'));
  }
}
