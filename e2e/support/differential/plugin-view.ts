import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CreateDependenciesContext, NxJsonConfiguration, ProjectConfiguration } from '@nx/devkit';
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
  const nxJson = { plugins: [{ plugin: 'nx-go-cross', options }] };
  const files = allFiles(dir).filter((file) => !isIgnored(file));
  const { projects, edges } = askPlugin({ dir, files, roots, nxJson }, options);
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

/** A workspace in which no other plugin makes projects. */
interface AskedWorkspace {
  readonly dir: string;
  readonly files: readonly string[];
  /** Of the projects that Nx knows by itself. */
  readonly roots: readonly string[];
  readonly nxJson: NxJsonConfiguration;
}

/** Nodes and edges, and the projects that Nx has then. */
export function askPlugin({ dir, files, roots, nxJson }: AskedWorkspace, options: PluginOptions) {
  const context = { workspaceRoot: dir, nxJsonConfiguration: nxJson };
  const seen = files.filter((file) => /(^|\/)(go\.mod|go\.work|project\.json|package\.json)$/.test(file));
  const nodes = createNodes[1](seen, options, context);
  // Only what other plugins would say has to be waited for.
  if (nodes instanceof Promise) throw new Error('createNodes asks other plugins');
  const projects: Record<string, ProjectConfiguration> = Object.fromEntries(roots.map((root) => [root, { root }]));
  for (const [, result] of nodes) {
    for (const [root, node] of Object.entries(result.projects ?? {})) projects[root] = { ...node, root };
  }
  const edges = createDependencies(options, { ...context, projects } as unknown as CreateDependenciesContext);
  return { nodes, edges, projects };
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
