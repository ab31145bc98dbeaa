import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join as joinPath, relative } from 'node:path';
import type { PluginOptions } from '../../../src/graph';
import { cleanEnv } from '../env';
import { CONSTRAINTS, goText } from './go-text';
import { join, moduleFiles, randomLayout, type Layout, type Module } from './layout';
import { nearest } from './nearest';
import { Random } from './random';
import { publish, randomThirdParties, type ThirdParty } from './third-parties';

/** A workspace on disk that a seed describes. */
export interface RandomWorkspace {
  readonly dir: string;
  readonly layout: Layout;
  readonly options: PluginOptions;
  /** Folders that git ignores. */
  readonly ignored: readonly string[];
  /** Variables with which Go finds modules from elsewhere. */
  readonly env: NodeJS.ProcessEnv;
}

interface Package {
  readonly dir: string;
  readonly path: string;
  readonly name: string;
  readonly module: Module;
}

const FOLDERS = ['', 'sub', 'build', 'gen/pb', 'bar', 'v2', 'inner', 'tools', 'testdata/helper', '_hidden', '.dot'];
const DECOYS = ['testdata/decoy', '_decoy', '.decoy', 'sub/vendor/x', 'sub/testdata/arm64'];
const NAMES = (
  'x_arm64 x_linux x_windows_amd64 arm64 linux x.pb_arm64 x_arm64.pb x_test_arm64 x_s390x a_b_linux ü _off .off ' +
  'x_arm64_s390x x_unix x_386 windows_'
).split(' ');
const TESTS = 'x_test x_arm64_test linux_test x_windows_test y_test x_linux_arm64_test _off_test'.split(' ');
/** Each with its level: what a level of the environment would decide is in for the graph, whatever Go says. */
const PORTS =
  'amd64/v1 arm64/v8.0 s390x arm/6 amd64/v3 windows/amd64/v2 darwin/arm64/v9.0 wasip1/wasm 386 riscv64'.split(' ');

/** Writes the workspace of a seed into an empty folder. */
export async function writeRandomWorkspace(seed: number, dir: string): Promise<RandomWorkspace> {
  const random = new Random(seed);
  const layout = randomLayout(random);
  const packages = randomPackages(random, layout);
  const ignored = random.chance(25) ? randomIgnored(random, layout, packages) : [];
  const thirdParties = random.chance(35) ? randomThirdParties(random, packages) : [];
  const files = { ...moduleFiles(random, layout), ...projectFiles(layout), ...ignoredFiles(random, ignored) };
  for (const [index, one] of packages.entries()) {
    Object.assign(files, packageFiles(random, one, { packages, thirdParties }, index));
  }
  for (const module of layout.modules) Object.assign(files, decoys(random, module, packages));
  for (const [file, text] of Object.entries(files)) write(joinPath(dir, file), text);
  const linked = random.chance(20) ? link(random, dir, packages) : undefined;
  if (linked) write(joinPath(dir, linked.importer), linked.text);
  const env = thirdParties.length > 0 ? await publish(dir, layout, packages, thirdParties) : {};
  if (random.chance(15)) vendor(random, dir, layout, env);
  return { dir, layout, options: randomOptions(random), ignored, env };
}

function randomPackages(random: Random, { modules }: Layout): Package[] {
  const paths = new Set<string>();
  const packages: Package[] = [];
  const dirs = modules.map(({ dir }) => dir);
  for (const module of modules) {
    // Go takes the package `log` for its own, whatever the module is called.
    const first = module.path === 'log' ? [] : [''];
    for (const folder of [...first, ...random.some(FOLDERS.slice(1), 4)]) {
      const [dir, path] = [join(module.dir, folder), join(module.path, folder)];
      // The same import path in two modules is an error of its own.
      const isTaken =
        (!module.isTwin && paths.has(path)) ||
        modules.some((other) => other.path === path && other.path !== module.path);
      if (isTaken || nearest(dir, dirs) !== module.dir) continue;
      paths.add(path);
      packages.push({ dir, path, name: random.chance(10) ? 'main' : `p${packages.length}`, module });
    }
  }
  // A twin's packages import nothing, so that there is no cycle whichever twin is taken.
  const [twins, others] = [
    packages.filter(({ module }) => module.isTwin),
    packages.filter(({ module }) => !module.isTwin),
  ];
  return [...twins, ...random.shuffle(others)];
}

interface Importables {
  readonly packages: readonly Package[];
  readonly thirdParties: readonly ThirdParty[];
}

/** A package imports those before it in the list; external tests may import any. */
function packageFiles(random: Random, one: Package, { packages, thirdParties }: Importables, index: number) {
  const files: Record<string, string> = {};
  const fromElsewhere = (from: readonly Package[]) =>
    thirdParties.filter((other) => from === packages || other.from <= index);
  const paths = (from: readonly Package[], most = 2) => [
    ...(thirdParties.length > 0 && random.chance(25)
      ? random.some(fromElsewhere(from), 1, 1).map(({ path }) => path)
      : []),
    ...random
      .some(
        from.filter(({ name }) => name !== 'main'),
        most,
      )
      .map(({ path }) => path),
    ...(random.chance(8)
      ? [random.pick(['example.com/foobarx/zed', `${one.module.path}/nosuch`, `${one.module.path}x`, 'log'])]
      : []),
  ];
  const decoy = random.pick(packages).path;
  const add = (name: string, packageName: string, from: readonly Package[], more = {}) =>
    (files[join(one.dir, name)] = goText(random, { packageName, imports: paths(from), decoy, ...more }));
  const later = new Set(packages.slice(index).map(({ path }) => path));
  const earlier = packages.slice(0, index).filter(({ path }) => !later.has(path));
  add('zz.go', one.name, earlier);
  for (const name of random.some(NAMES, 4)) {
    add(`${name}.go`, one.name, earlier, random.chance(60) ? { constraint: random.pick(CONSTRAINTS) } : {});
  }
  for (const name of random.some(TESTS, 2)) {
    const isExternal = random.chance(50);
    const constraint = random.chance(30) ? random.pick(CONSTRAINTS) : '';
    add(`${name}.go`, isExternal ? `${one.name}_test` : one.name, isExternal ? packages : earlier, { constraint });
  }
  if (random.chance(15)) add('native.go', one.name, earlier, { usesCgo: true });
  if (random.chance(10)) add('doc.go', 'documentation', packages);
  if (random.chance(20)) Object.assign(files, { [join(one.dir, 'asm_arm64.s')]: '', [join(one.dir, 'asm.s')]: '' });
  if (random.chance(20)) {
    add('embed.go', one.name, earlier, { embed: 'assets' });
    for (const name of ['a.txt', 'boot_arm64.s', 'tool_test.go.tmpl', 'x_windows.go']) {
      files[join(one.dir, `assets/${name}`)] = 'data';
    }
  }
  return files;
}

function decoys(random: Random, module: Module, packages: readonly Package[]) {
  const imports = packages.map(({ path }) => path);
  return Object.fromEntries(
    random
      .some(DECOYS, 2)
      .map((folder) => [
        join(module.dir, `${folder}/zz.go`),
        goText(random, { packageName: 'x', imports, decoy: 'x' }),
      ]),
  );
}

/** A folder that is a link to another package's, and a package that imports it by that name. */
function link(random: Random, dir: string, packages: readonly Package[]) {
  const [to, from] = random.shuffle(packages.filter(({ name }) => name !== 'main'));
  if (!to || !from || from.dir.startsWith(to.dir) || to.dir === '.') return undefined;
  const at = joinPath(dir, from.module.dir, 'linked');
  symlinkSync(relative(dirname(at), joinPath(dir, to.dir)), at);
  const text = goText(random, {
    packageName: `${from.name}_test`,
    imports: [`${from.module.path}/linked`],
    decoy: 'x',
  });
  return { importer: join(from.dir, 'link_test.go'), text };
}

/** A vendor folder as Go makes it, of one module or of the go.work. */
function vendor(random: Random, dir: string, { kind, modules }: Layout, env: NodeJS.ProcessEnv): void {
  const [what, at] = kind === 'work' ? ['work', '.'] : ['mod', random.pick(modules).dir];
  const offline = { ...cleanEnv(), GOPROXY: 'off', GOSUMDB: 'off', GOFLAGS: '', ...env };
  execFileSync('go', [what, 'vendor', '-e'], { cwd: joinPath(dir, at), env: offline, stdio: 'ignore' });
}

/** Folders of packages, with no project in them: generated code, as a rule. */
function randomIgnored(random: Random, { modules, projects }: Layout, packages: readonly Package[]): string[] {
  const roots = [...modules.map((module) => module.dir), ...projects];
  const isFree = ({ dir }: Package) => dir !== '' && !roots.some((root) => `${root}/`.startsWith(`${dir}/`));
  return random.some(packages.filter(isFree), 2).map(({ dir }) => dir);
}

/** A project.json in such a folder makes no project. */
function ignoredFiles(random: Random, ignored: readonly string[]): Record<string, string> {
  if (ignored.length === 0) return {};
  const patterns = ignored.map((folder) => `/${folder.replaceAll(/[[\]{}*?\\]/g, '\\$&')}/\n`);
  const decoy = random.chance(50) ? { [`${ignored[0]}/project.json`]: '{}' } : {};
  return { '.gitignore': patterns.join(''), ...decoy };
}

function projectFiles({ projects }: Layout): Record<string, string> {
  return Object.fromEntries(
    projects.map((root) => [join(root, 'project.json'), JSON.stringify({ name: nameOf(root) })]),
  );
}

/** The name of the project in a folder. */
function nameOf(root: string): string {
  return `project:${root}`;
}

function randomOptions(random: Random): PluginOptions {
  const tags = random.chance(40) ? ['integration'] : [];
  const cgo = random.chance(50) ? {} : { cgo: random.pick(['off', 'dynamic']) };
  return { ports: random.some(PORTS, 2, 1), test: { tags, ...cgo } };
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
