import type { TargetConfiguration } from '@nx/devkit';

export type Input = NonNullable<TargetConfiguration['inputs']>[number];
export type NamedInputs = Readonly<Record<string, readonly Input[]>>;

/** One thing that a task's key holds, as far as it can be told without Nx's hasher. */
export type KeyPart =
  | { readonly kind: 'files'; readonly of: 'project' | 'workspace'; readonly glob: string; readonly negated: boolean }
  /** With what git ignores, and out of the reach of negations. */
  | { readonly kind: 'filesWithIgnored'; readonly of: 'project' | 'workspace'; readonly glob: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'command'; readonly text: string }
  | { readonly kind: 'outputs'; readonly glob: string }
  /** Something of these projects; which files cannot be told. */
  | { readonly kind: 'projects'; readonly names: readonly string[] | 'dependencies' }
  /** No file of the workspace and no variable. */
  | { readonly kind: 'other' };

/** The inputs of a target taken apart, named ones replaced by what they stand for. */
export function flattenInputs(inputs: readonly Input[], named: NamedInputs, seen: readonly string[] = []): KeyPart[] {
  return inputs.flatMap((input) => {
    if (typeof input === 'string') return ofText(input, named, seen);
    if ('dependencies' in input && input.dependencies) return [{ kind: 'projects', names: 'dependencies' }];
    if ('projects' in input) return ofProjects(input.input, [input.projects].flat(), named, seen);
    if ('input' in input) return ofText(input.input, named, seen);
    if ('fileset' in input) return ofFileset(input.fileset, 'includeIgnored' in input && input.includeIgnored === true);
    if ('json' in input) return ofFileset(input.json, false);
    if ('env' in input) return [{ kind: 'variable', name: input.env }];
    if ('runtime' in input) return [{ kind: 'command', text: input.runtime }];
    if ('dependentTasksOutputFiles' in input) return [{ kind: 'outputs', glob: input.dependentTasksOutputFiles }];
    if ('externalDependencies' in input && input.externalDependencies.length === 0) return [];
    return [{ kind: 'other' }];
  });
}

function ofText(input: string, named: NamedInputs, seen: readonly string[]): KeyPart[] {
  if (input.startsWith('^')) return [{ kind: 'projects', names: 'dependencies' }];
  if (/^!?\{/.test(input)) return ofFileset(input, false);
  return seen.includes(input) ? [] : flattenInputs(named[input] ?? [], named, [...seen, input]);
}

function ofFileset(fileset: string, withIgnored: boolean): KeyPart[] {
  const [, negation, root, glob] = /^(!?)\{(projectRoot|workspaceRoot)\}\/?(.*)$/.exec(fileset) ?? [];
  if (glob === undefined) return [];
  const of = root === 'projectRoot' ? 'project' : 'workspace';
  if (withIgnored && negation === '') return [{ kind: 'filesWithIgnored', of, glob }];
  return [{ kind: 'files', of, glob, negated: negation === '!' }];
}

function ofProjects(input: string, projects: readonly string[], named: NamedInputs, seen: readonly string[]) {
  return projects.flatMap((name): KeyPart[] => {
    if (name === 'self') return ofText(input, named, seen);
    return [{ kind: 'projects', names: name === 'dependencies' ? 'dependencies' : [name] }];
  });
}
