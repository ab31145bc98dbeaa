import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CreateDependenciesContext, CreateNodesContextV2, ProjectConfiguration } from '@nx/devkit';
import { createDependencies, createNodes, type PluginOptions } from '../../../src/graph';
import { fileMatcher } from './file-matcher';

/** What the plugin says about a workspace, called as Nx calls it. */
export interface PluginView {
  /** `source → target`, by the roots of projects, sorted. */
  readonly edges: readonly string[];
  /** Whether a named input of a project holds a file. */
  holds(root: string, input: string, file: string): boolean;
}

export function pluginView(
  dir: string,
  roots: readonly string[],
  options: PluginOptions,
  isIgnored: (file: string) => boolean = () => false,
): PluginView {
  const nxJsonConfiguration = { plugins: [{ plugin: 'nx-go-cross', options }] };
  const context = { workspaceRoot: dir, nxJsonConfiguration };
  const files = allFiles(dir).filter(
    (file) => /(^|\/)(go\.mod|go\.work|project\.json|package\.json)$/.test(file) && !isIgnored(file),
  );
  const projects: Record<string, ProjectConfiguration> = Object.fromEntries(roots.map((root) => [root, { root }]));
  for (const [, result] of createNodes[1](files, options, context as CreateNodesContextV2)) {
    for (const [root, node] of Object.entries(result.projects ?? {})) projects[root] = { ...node, root };
  }
  const edges = createDependencies(options, { ...context, projects } as unknown as CreateDependenciesContext);
  const matchers = new Map<string, (file: string) => boolean>();
  return {
    edges: edges.map(({ source, target }) => `${source} → ${target}`).sort(),
    holds(root, input, file) {
      const key = `${root}\0${input}`;
      const matcher = matchers.get(key) ?? fileMatcher(filesets(input, projects[root]), root);
      matchers.set(key, matcher);
      return matcher(file);
    },
  };
}

/** The filesets of a named input, with those of the named inputs that it is made of. */
function filesets(input: string, project: ProjectConfiguration | undefined): string[] {
  const parts = (project?.namedInputs?.[input] ?? []) as string[];
  return parts.flatMap((part) => (/^!?\{/.test(part) ? [part] : filesets(part, project)));
}

/** All files of a folder, links not followed. */
export function allFiles(dir: string, at = ''): string[] {
  return readdirSync(join(dir, at), { withFileTypes: true }).flatMap((entry) => {
    const path = at === '' ? entry.name : `${at}/${entry.name}`;
    return entry.isDirectory() ? allFiles(dir, path) : [path];
  });
}
