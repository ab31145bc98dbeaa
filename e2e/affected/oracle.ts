import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Workspace } from '../support/workspace';
import { PORTS, ROOTS } from './files';

/** What `go list -json` says of a package, as far as it matters here (go help list). */
interface GoPackage {
  readonly ImportPath: string;
  readonly Dir: string;
  readonly Standard?: boolean;
  readonly ForTest?: string;
  readonly Deps?: readonly string[];
  readonly IgnoredGoFiles?: readonly string[];
  readonly IgnoredOtherFiles?: readonly string[];
  readonly Error?: { readonly Err: string };
  readonly DepsErrors?: readonly { readonly Err: string }[];
  readonly Module?: { readonly Path: string; readonly GoVersion?: string };
}

const FILE_LISTS = (
  'GoFiles CgoFiles CFiles CXXFiles MFiles HFiles FFiles SFiles SwigFiles SwigCXXFiles SysoFiles EmbedFiles ' +
  'TestGoFiles TestEmbedFiles XTestGoFiles XTestEmbedFiles'
).split(' ');
const FIELDS = [
  ...['ImportPath', 'Dir', 'Standard', 'ForTest', 'Deps', 'IgnoredGoFiles', 'IgnoredOtherFiles', 'Error', 'DepsErrors'],
  ...['Module', ...FILE_LISTS],
];

/** By `project:port`: a digest of everything that Go says the project's tests are made of, and that they could read. */
export type Oracle = ReadonlyMap<string, string>;

export function difference(before: Oracle, after: Oracle): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key) !== after.get(key)).sort();
}

export async function askGo(workspace: Workspace): Promise<Oracle> {
  const roots = Object.values(ROOTS).filter((root) => existsSync(join(workspace.path, root)));
  const digests = new Map<string, string>();
  const inWork = roots.filter((root) => root !== 'apart');
  const modFiles = { together: await modFilesIn(workspace, '.'), apart: await modFilesIn(workspace, 'apart') };
  for (const port of PORTS) {
    const [together, apart] = await Promise.all([
      list(workspace, port, '.', inWork, modFiles.together),
      list(workspace, port, 'apart', ['apart'], modFiles.apart),
    ]);
    for (const [name, root] of Object.entries(ROOTS)) {
      const { packages, modFiles: files } = root === 'apart' ? apart : together;
      digests.set(`${name}:${port}`, digest(workspace.path, root, packages, files));
    }
  }
  return digests;
}

interface Listing {
  readonly packages: readonly GoPackage[];
  /** The go.mod, go.sum, go.work and go.work.sum files in force. */
  readonly modFiles: readonly string[];
}

const GO_ENV = { GOOS: 'linux', CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false' };

/** The same on every port. */
async function modFilesIn(workspace: Workspace, from: string): Promise<string[]> {
  const cwd = join(workspace.path, from);
  const format = '{{with .Replace}}{{.Dir}}{{else}}{{.Dir}}{{end}}';
  const modules = await workspace.run(['go', 'list', '-m', '-e', '-f', format, 'all'], { cwd, env: GO_ENV });
  const dirs = [cwd, ...modules.stdout.split('\n').filter((dir) => dir !== '')];
  const names = ['go.mod', 'go.sum', 'go.work', 'go.work.sum'];
  return [...dirs.flatMap((dir) => names.map((file) => join(dir, file))), `\n${modules.stderr}`];
}

async function list(
  workspace: Workspace,
  port: string,
  from: string,
  roots: readonly string[],
  modFiles: readonly string[],
): Promise<Listing> {
  const patterns = roots.map((root) => `./${relative(from, root)}/...`.replace('.//', './'));
  const argv = ['go', 'list', '-e', '-deps', '-test', `-json=${FIELDS}`, ...patterns];
  const options = { cwd: join(workspace.path, from), env: { ...GO_ENV, GOARCH: port } };
  const { stdout, stderr } = await workspace.run(argv, options);
  return { packages: parseStream(stdout), modFiles: [...modFiles, `\n${stderr}`] };
}

function parseStream(text: string): GoPackage[] {
  return text.trim() === '' ? [] : (JSON.parse(`[${text.replace(/^}\n{/gm, '},{')}]`) as GoPackage[]);
}

function digest(workspace: string, root: string, packages: readonly GoPackage[], modFiles: readonly string[]): string {
  const dir = join(workspace, root);
  const byPath = new Map(packages.map((one) => [one.ImportPath, one]));
  const own = packages.filter((one) => projectOf(relative(workspace, one.Dir ?? '')) === root);
  const reached = new Set(own.flatMap(({ ImportPath, Deps = [] }) => [ImportPath, ...Deps]));
  const used = [...reached].map((path) => byPath.get(path)).filter((one) => one !== undefined && !one.Standard);
  const ignored = own.flatMap(({ Dir, IgnoredGoFiles = [], IgnoredOtherFiles = [] }) =>
    [...IgnoredGoFiles, ...IgnoredOtherFiles].map((file) => join(Dir, file)),
  );
  const files = new Set([
    ...used.flatMap((one) => filesOf(one!)),
    ...modFiles,
    ...filesBelow(dir).filter((file) => !ignored.includes(file)),
  ]);
  const errors = own.flatMap(({ Error: error, DepsErrors = [] }) => [error, ...DepsErrors].map((one) => one?.Err));
  const hash = createHash('sha256').update(JSON.stringify(errors));
  for (const file of [...files].sort()) hash.update(`${file}\0${existsSync(file) ? readFileSync(file, 'utf8') : ''}\0`);
  return hash.digest('hex');
}

/** A package that is compiled for a test main lists its test files among GoFiles; as a dependency it has no use for them. */
function filesOf(one: GoPackage): string[] {
  const lists = one as unknown as Readonly<Record<string, readonly string[] | undefined>>;
  return FILE_LISTS.filter((name) => !name.includes('Test'))
    .flatMap((name) => lists[name] ?? [])
    .map((file) => join(one.Dir, file));
}

function projectOf(folder: string): string | undefined {
  for (let at = folder; at !== '.'; at = dirname(at)) if (Object.values(ROOTS).includes(at)) return at;
  return undefined;
}

function filesBelow(dir: string): string[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(dir, entry.name)) : [join(dir, entry.name)],
  );
}
