import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { readOverrides, unseenDigests } from '../src/graph';
import { importsInput, namedInput } from '../src/graph/inputs/inputs';
import { loadSources } from '../src/golang/workspace/source-cache';
import { allFiles, pluginView } from './support/differential/plugin-view';
import { go } from './support/go-oracle';
import { fileProxy } from './support/modules/file-proxy';
import { truthOf, type Truth } from './support/modules/go-truth';
import { PUBLISHED, WAYS, type Way } from './support/modules/ways';
import { suiteDir } from './support/suite';
import { unseenVariable } from '../src/task-key';

const PORT = { GOOS: 'linux', GOARCH: 'arm64', CGO_ENABLED: '0' };

let base: string;
beforeAll(() => {
  base = mkdtempSync(join(suiteDir(), 'ways-'));
  process.env.NX_WORKSPACE_DATA_DIRECTORY = join(base, 'data');
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

const counts = { ways: 0, edges: 0, files: 0, precautions: 0 };
afterAll(() => console.log(`ways to reach a module: ${JSON.stringify(counts)}`));

test.each(Object.entries(WAYS))(
  '%s: edges and keys are as Go builds',
  async (name, way) => {
    const made = await make(name, way);
    const truth = new Map<string, Truth>();
    for (const root of made.projects) if (!way.refused?.includes(root)) truth.set(root, await made.ask(root));
    for (const root of way.refused ?? []) await expect(made.ask(root)).rejects.toThrow(/go\.work|outside module root/);
    const edges = made.edges().filter((edge) => !way.refused?.includes(edge.split(' → ')[0]!));
    expect(edges).toEqual(expectedEdges(truth, way));
    counts.ways += 1;
    counts.edges += edges.length;
    expect(wrongKeys(truth, made, way)).toEqual([]);
  },
  120_000,
);

interface Made {
  readonly dir: string;
  /** The roots of its projects, from `dir`. */
  readonly projects: readonly string[];
  ask(root: string): Promise<Truth>;
  edges(): string[];
  keys(): Map<string, string>;
}

async function make(name: string, way: Way): Promise<Made> {
  const dir = join(base, name.replaceAll(/[^a-z0-9]+/gi, '-'), 'x');
  const filled = (text: string) => text.replaceAll('DIR', dir);
  for (const [file, text] of Object.entries(way.files)) write(join(dir, file), filled(text));
  const proxy = { ...fileProxy(dir, PUBLISHED), ...PORT };
  await way.prepare?.(dir, (at, args, env) => go(args, at, { ...proxy, ...env }));
  const root = join(dir, way.root ?? '.');
  const options = { ports: ['arm64'], ...JSON.parse(filled(JSON.stringify(way.options ?? {}))) };
  const gowork = way.gowork === undefined ? undefined : filled(way.gowork);
  const inRoot = Object.keys(way.files).filter((file) => file.endsWith('project.json'));
  const projects = inRoot.map((file) => relative(root, join(dir, dirname(file))));
  const env = { ...proxy, GOPROXY: 'off', GOWORK: options.test?.env?.GOWORK ?? gowork ?? '' };
  const flags = options.test?.goFlags ?? [];
  return {
    dir,
    projects,
    ask: async (at) => {
      const args = ['list', '-deps', '-test', '-json', ...flags, './...'];
      return truthOf(await go(args, join(root, at), env), dir, at, projects, way.root);
    },
    edges: () => [...pluginView(root, projects, options).edges],
    keys: () => {
      const view = pluginView(root, projects, options);
      const unseen = unseenDigests(root, {
        settings: { plugins: [{ plugin: 'nx-go-cross', options }] },
        ignored: [],
        isIgnored: () => false,
        known: loadSources(root),
        overrides: readOverrides([], { goflags: '', gowork }),
      });
      const keyOf = (at: string) => {
        const hash = createHash('sha256').update(unseen[unseenVariable(at, 'arm64')] ?? '');
        for (const file of filesOf(root)) {
          if (!['own', 'imports'].some((kind) => view.holds(at, INPUTS[kind]!, file))) continue;
          hash.update(`${file}\0`).update(contentOf(join(root, file)));
        }
        return hash.digest('hex');
      };
      return new Map(projects.map((at) => [at, keyOf(at)]));
    },
  };
}

const INPUTS: Readonly<Record<string, string>> = { own: namedInput('arm64'), imports: importsInput('arm64') };

/** As Nx hashes it. */
function contentOf(path: string): string {
  return lstatSync(path).isSymbolicLink() ? readlinkSync(path) : readFileSync(path, 'utf8');
}

/** What Nx would see. */
function filesOf(root: string): string[] {
  return allFiles(root).filter((file) => !/^(proxy|modcache|dist|\.nx)\//.test(file));
}

/** Direct ones, and what is reached besides and does not follow from these. */
function expectedEdges(truth: ReadonlyMap<string, Truth>, { hiddenEdges = [] }: Way): string[] {
  const follows = (from: string, to: string, seen = new Set<string>()): boolean =>
    [...truth.get(from)!.direct].some((next) => {
      if (next === to) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return follows(next, to, seen);
    });
  const all = [...truth].flatMap(([from, { direct, reached }]) =>
    [...reached].filter((to) => direct.has(to) || !follows(from, to)).map((to) => `${from} → ${to}`),
  );
  return all.filter((edge) => !hiddenEdges.includes(edge)).sort();
}

/** Edits each file, one after the other, and tells where a key says something else than Go. */
function wrongKeys(truth: ReadonlyMap<string, Truth>, made: Made, way: Way): string[] {
  const before = made.keys();
  return filesOf(made.dir).flatMap((file) => {
    if (!/\.(go|mod|work)$/.test(file) || lstatSync(join(made.dir, file)).isSymbolicLink()) return [];
    const path = join(made.dir, file);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, `${text}\n// edited\n`);
    const after = made.keys();
    writeFileSync(path, text);
    counts.files += 1;
    return [...truth].flatMap(([root, { files }]) => {
      const isOther = after.get(root) !== before.get(root);
      if (files.has(file)) return isOther ? [] : [`stale: ${root} after an edit of ${file}`];
      const isOwn = path.startsWith(`${join(made.dir, way.root ?? '.', root)}/`);
      if (!isOther || isOwn || !file.endsWith('.go')) return [];
      if (!way.precautions?.test(file)) return [`needless: ${root} after an edit of ${file}`];
      counts.precautions += 1;
      return [];
    });
  });
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
