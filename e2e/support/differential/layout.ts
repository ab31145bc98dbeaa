import type { Random } from './random';

export interface Module {
  readonly dir: string;
  readonly path: string;
  /** Whether a go.work, if there is one, uses it. */
  readonly isMember: boolean;
  /** The same path as another module: which of the two is meant, each main module says with `replace`. */
  readonly isTwin?: boolean;
}

export interface Layout {
  readonly kind: 'work' | 'replace' | 'single' | 'nested';
  readonly modules: readonly Module[];
  readonly projects: readonly string[];
}

const ROOTS = ['libs/foo', 'apps/foo', 'libs/foobar', 'build', 'libs/{brace}', 'libs/[x]', 'pkg/gen', 'apps/api'];
const PATHS = [
  ...['example.com/foo', 'example.com/foobar', 'example.com/foo/bar', 'example.com/foo/v2', 'example.com/fo'],
  ...['log', 'plain', 'plain/sub', 'github.com/x/y.z'],
];

/** Where modules and projects are. */
export function randomLayout(random: Random): Layout {
  const layout = randomModules(random);
  if (!random.chance(30)) return layout;
  const nested = join(random.pick(layout.modules).dir, random.pick(NESTED));
  return { ...layout, projects: [...new Set([...layout.projects, nested])] };
}

/** Folders of packages, some of them such that `./...` does not find, which may be projects of their own. */
const NESTED = ['sub', 'gen/pb', 'testdata/helper', '_hidden', 'sub/testdata'];

function randomModules(random: Random): Layout {
  const kind = random.pick(['work', 'work', 'replace', 'replace', 'single', 'nested'] as const);
  const roots = random.some(ROOTS, 6, 3);
  const paths = random.shuffle(PATHS);
  const at = (dir: string, index: number): Module => ({
    dir,
    path: paths[index]!,
    isMember: kind === 'work' && random.chance(85),
  });
  // A project inside another one's folder, with or without a module of its own.
  const inner = random.chance(50) ? [`${roots[0]}/inner`] : [];
  const projects = [...roots, ...inner];
  const root = random.chance(60) ? ['.'] : [];
  if (kind === 'single') return { kind, modules: [at('.', 0)], projects: [...projects, ...root] };
  const owners = [...roots, ...(random.chance(50) ? inner : [])];
  if (kind === 'nested') {
    const modules = ['.', ...random.some(owners, owners.length, 1)].map(at);
    return { kind, modules, projects: [...projects, ...root] };
  }
  // A module in a project's folder that is no project of its own.
  const tools = random.chance(30) ? [`${roots[0]}/tools`] : [];
  const modules = [...owners, ...tools].map(at);
  if (kind !== 'replace' || random.chance(60)) return { kind, modules, projects };
  const twin = { dir: 'twins/one', path: modules[0]!.path, isMember: false, isTwin: true };
  return { kind, modules: [...modules, twin], projects: [...projects, twin.dir] };
}

/** The go.mod and go.work files of a layout, by path. */
export function moduleFiles(random: Random, { kind, modules }: Layout): Record<string, string> {
  const files: Record<string, string> = {};
  const members = modules.filter(({ isMember }) => isMember);
  const outsiders = modules.filter(({ isMember }) => !isMember);
  // Either go.work replaces the modules that it does not use, or one of its members does.
  const inWork = random.chance(50);
  const ignore = random.chance(15) ? '\nignore (\n\t./sub // x\n\ttools\n)\n' : '';
  const go = `go ${ignore === '' ? '1.23' : '1.25'}\n`;
  for (const module of modules) {
    const others = module.isMember ? outsiders : chosen(random, modules, module);
    const isReplaced = !module.isMember || (!inWork && module === members[0]);
    const requires = others.map(({ path }) => `\t${quoted(random, path)} ${version(path)} // indirect\n`).join('');
    files[join(module.dir, 'go.mod')] = [
      `module ${quoted(random, module.path)}\n\n${go}`,
      others.length > 0 ? `\nrequire (\n${requires})\n` : '',
      isReplaced ? others.map((other) => replaceLine(random, module.dir, other)).join('') : '',
      ignore,
    ].join('');
  }
  const replaces = inWork ? outsiders.map((other) => replaceLine(random, '.', other)).join('') : '';
  if (kind === 'work' && members.length > 0) files['go.work'] = `${go}${workUses(random, members)}${replaces}`;
  return files;
}

/** All other modules, one of each path. */
function chosen(random: Random, modules: readonly Module[], main: Module): Module[] {
  const others = random.shuffle(modules).filter(({ path }) => path !== main.path);
  return others.filter(({ path }, index) => others.findIndex((other) => other.path === path) === index);
}

function replaceLine(random: Random, from: string, { dir, path }: Module): string {
  const to = JSON.stringify(relative(from, dir));
  if (random.chance(30))
    return `\nreplace ${path} ${version(path)} => ${to}\nreplace ${path} ${version(path)}9 => ${relative(from, 'nowhere')}\n`;
  return random.chance(30) ? `\nreplace (\n\t${path} => ${to} // x\n)\n` : `\nreplace ${path} => ${to}\n`;
}

function workUses(random: Random, members: readonly Module[]): string {
  const uses = members.map(({ dir }) => JSON.stringify(`./${dir}${random.chance(20) ? '/' : ''}`));
  const list = random.chance(50)
    ? `use (\n\t${uses.join(' // x\n\t')}\n)\n`
    : uses.map((use) => `use ${use}\n`).join('');
  return `\n${list}`;
}

function quoted(random: Random, path: string): string {
  return random.chance(20) ? `"${path}"` : path;
}

export function join(dir: string, name: string): string {
  return dir === '.' ? name : name === '' ? dir : `${dir}/${name}`;
}

/** As go.mod writes folders: beginning with a dot. */
function relative(from: string, to: string): string {
  const up = from === '.' ? './' : '../'.repeat(from.split('/').length);
  return to === '.' ? up : `${up}${to}`;
}

/** Go refuses a version whose first number is not the path's. */
export function version(path: string): string {
  return path.endsWith('/v2') ? 'v2.0.1' : 'v1.0.1';
}
