import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { governingFiles } from './modules';
import { ignoredVariable } from './nodes/inputs';
import { openWorkspace } from './open-workspace';
import { testedPackages, type PackageGraph } from './packages';
import { embeddedPatterns, isEmbedded } from './packages/embedded';
import type { PortTarget } from './plugin-options';
import { COMPILED_EXTENSIONS, isTestFile } from './source';
import type { ProjectSettings } from './workspace/project-roots';
import { loadSources } from './workspace/source-cache';

const GO_FILE = new RegExp(
  `\\.(${COMPILED_EXTENSIONS.join('|')})$|(^|/)(go\\.(mod|sum|work|work\\.sum)|modules\\.txt)$`,
);
const NEVER = /(^|\/)(node_modules|\.git|\.nx)(\/|$)/;

/**
 * Nx knows nothing of files that git ignores, but Go compiles generated code and embeds build outputs, and tests read
 * ignored test data. For every project that such files belong to: the variable that has to hold their digest.
 */
export function ignoredDigests(
  root: string,
  settings: ProjectSettings,
  ports: readonly PortTarget[],
  ignored: readonly string[],
): Record<string, string> {
  const files = ignored.flatMap((path) => filesAt(root, path));
  if (!files.some(mayMatter) && !embedsAnything(root)) return {};
  const { graph, isProject } = openWorkspace(root, settings);
  const projects = [...new Set([...graph.index.packages.keys()].map((dir) => graph.projectOf(dir)))];
  const entries = projects
    .filter((project) => project !== undefined && isProject(project))
    .map((project) => [ignoredVariable(project!), digest(root, relevant(project!, ports, graph, files))] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Record<string, string>;
}

function mayMatter(file: string): boolean {
  return GO_FILE.test(file) || /(^|\/)testdata\//.test(file);
}

function embedsAnything(root: string): boolean {
  const known = Object.values(loadSources(root));
  return known.length === 0 || known.some(([, source]) => source.embeds !== undefined);
}

/** The files that a project's tests can see, among those that git ignores. */
function relevant(project: string, ports: readonly PortTarget[], graph: PackageGraph, files: readonly string[]) {
  const module = graph.files.moduleOf(project);
  if (module === undefined) return [];
  const governing = new Set(governingFiles(module, graph.files));
  const own = new Set(graph.ownPackages(project));
  const tests = ports.map((port) => seenBy(project, module, port, graph));
  return files.filter((file) => {
    const dir = posix.dirname(file);
    if (governing.has(file)) return true;
    if (/(^|\/)testdata\//.test(file) && graph.projectOf(dir) === project) return true;
    if (GO_FILE.test(file) && own.has(dir)) return true;
    return tests.some(({ imported, embeds }) => {
      if (GO_FILE.test(file) && imported.has(dir) && !isTestFile(file)) return true;
      return embeds.some(([folder, patterns]) => isEmbeddedIn(file, folder, patterns));
    });
  });
}

function isEmbeddedIn(file: string, folder: string, patterns: readonly string[]): boolean {
  if (folder === '.') return isEmbedded(file, patterns);
  return file.startsWith(`${folder}/`) && isEmbedded(file.slice(folder.length + 1), patterns);
}

function seenBy(project: string, module: string, { config, packages }: PortTarget, graph: PackageGraph) {
  const configured = graph.configure(module, config);
  const { own, foreign } = testedPackages(project, module, packages, graph, configured);
  const imported = configured.closure([...own, ...foreign]);
  const embeds = [...imported].map(
    (dir) => [dir, embeddedPatterns(graph.folder(dir), configured.selector, own.includes(dir))] as const,
  );
  return { imported, embeds: embeds.filter(([, patterns]) => patterns.length > 0) };
}

function digest(root: string, files: readonly string[]): string | undefined {
  if (files.length === 0) return undefined;
  const hash = createHash('sha256');
  for (const file of [...files].sort()) hash.update(`${file}\0${contentDigest(join(root, file))}\0`);
  return hash.digest('hex');
}

function contentDigest(path: string): string {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unreadable';
  }
}

/** The files of an ignored file or folder (with a slash at its end). Our own outputs are results, never inputs. */
function filesAt(root: string, path: string): string[] {
  if (NEVER.test(path) || `${path}/`.startsWith('dist/go-cross/')) return [];
  if (!path.endsWith('/')) return [path];
  const dir = path.slice(0, -1);
  return list(join(root, dir)).flatMap((entry) =>
    entry.isSymbolicLink() ? [] : filesAt(root, `${dir}/${entry.name}${entry.isDirectory() ? '/' : ''}`),
  );
}

function list(dir: string) {
  try {
    return readdirSync(dir, { withFileTypes: true });
  } catch {
    return [];
  }
}
