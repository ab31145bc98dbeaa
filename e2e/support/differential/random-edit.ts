import {
  appendFileSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import { allFiles } from './plugin-view';
import type { Random } from './random';

type Edits = Readonly<Record<string, () => void>>;

const PROJECTS = [
  {},
  { targets: { 'test-arm64': { options: { tags: ['x', 'ignore'] } } } },
  { targets: { 'test-s390x': { options: { packages: ['./...'] }, configurations: { a: { cgo: 'off' } } } } },
  { namedInputs: { goDeclared: ['{workspaceRoot}/x_arm64.go', '{workspaceRoot}/**/*'] } },
];
const MANIFEST = { workspaces: ['**'], nx: { targets: { 'test-amd64': { options: { tags: ['netgo'] } } } } };
const CONSTRAINTS = ['linux', '!linux', 'cgo', 'arm64 || s390x', 'ignore'];

/** Changes something in a workspace, and says what; whether it makes sense is left to chance. */
export function randomEdit(random: Random, dir: string): string {
  const place = new Place(random, dir);
  const edits = { ...sourceEdits(place), ...moduleEdits(place), ...folderEdits(place) };
  const name = random.pick(Object.keys(edits));
  try {
    edits[name]!();
    return name;
  } catch (error) {
    return `${name}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`;
  }
}

/** Some files and folders of a workspace. */
class Place {
  readonly files: readonly string[];
  readonly dirs: readonly string[];
  readonly folder: string;
  readonly file: string;
  readonly source: string;
  readonly modFile: string;
  private readonly sources: readonly string[];

  constructor(
    readonly random: Random,
    readonly dir: string,
  ) {
    this.files = allFiles(dir);
    this.dirs = [...new Set(this.files.map((file) => posix.dirname(file)))];
    this.sources = this.files.filter((one) => one.endsWith('.go') && !this.isLink(one));
    this.folder = random.pick(this.dirs);
    this.file = random.pick(this.files);
    this.source = random.pick(this.sources);
    this.modFile = random.pick(this.files.filter((file) => /go\.(mod|work)$/.test(file)));
  }

  at(path: string): string {
    return join(this.dir, path);
  }

  isLink(path: string): boolean {
    return lstatSync(this.at(path)).isSymbolicLink();
  }

  /** An import path that some file has. */
  path(): string {
    const text = readFileSync(this.at(this.random.pick(this.sources)), 'utf8');
    return this.random.pick(['fmt', ...[...text.matchAll(/"([\w./-]+)"/g)].map(([, path]) => path!)]);
  }

  put(name: string, text: string): void {
    mkdirSync(dirname(this.at(name)), { recursive: true });
    writeFileSync(this.at(name), text);
  }

  putOne(names: readonly string[], text: string): void {
    this.put(posix.join(this.folder, this.random.pick(names)), text);
  }
}

function sourceEdits(place: Place): Edits {
  const { random, source } = place;
  const path = () => place.path();
  return {
    comment: () => appendFileSync(place.at(source), '\n// edited\n'),
    'new source': () =>
      place.putOne(['n.go', 'n_test.go', 'n_arm64.go', 'n_windows.go'], `package p\nimport _ "${path()}"\n`),
    'other source': () =>
      place.put(
        source,
        `//go:build ${random.pick(CONSTRAINTS)}\n\npackage p\n\nimport (\n"${path()}"\n"${path()}"\n)\n`,
      ),
    cgo: () => place.putOne(['c.go'], 'package p\nimport "C"\n'),
    embed: () =>
      place.putOne(['e.go'], `package p\nimport _ "embed"\n//go:embed ${random.pick(['*.txt', 'testdata', '*.go'])}\n`),
    data: () => place.putOne(['x.txt', 'x_arm64.s', 'sub/x_windows.go', 'testdata/x_test.go', 'a.c'], ''),
    'no file': () => rmSync(place.at(place.file)),
    'no source': () => rmSync(place.at(source)),
  };
}

function moduleEdits(place: Place): Edits {
  const { random, modFile, folder } = place;
  const append = (line: string) => appendFileSync(place.at(modFile), `\n${line}\n`);
  const target = () => random.pick(['./x', '../', '.', `./${basename(folder)}`, place.at(folder)]);
  const uses = () => random.some(place.dirs, 4).map((dir) => `./${dir}\n`);
  return {
    require: () => append(`require ${place.path()} v1.0.0`),
    replace: () => append(`replace ${place.path()} => ${target()}`),
    'new module': () => place.putOne(['go.mod'], `module ${place.path()}\n\ngo 1.23\n`),
    'module renamed': () =>
      place.put(modFile, readFileSync(place.at(modFile), 'utf8').replace(/^module .*/m, `module ${place.path()}`)),
    'go.work': () => place.put('go.work', `go 1.23\nuse (\n${uses().join('')})\n`),
    'no go.work': () => rmSync(place.at('go.work')),
    vendor: () => place.putOne(['vendor/modules.txt'], '## workspace\n'),
    'project.json': () => place.putOne(['project.json'], JSON.stringify({ name: folder, ...random.pick(PROJECTS) })),
    'package.json': () => place.put(posix.join(random.pick(['.', folder]), 'package.json'), JSON.stringify(MANIFEST)),
  };
}

function folderEdits(place: Place): Edits {
  const { random, folder, file, source } = place;
  const sources = ['q/a.go', 'testdata/q/a.go', '_q/a.go', 'node_modules/q/a.go'];
  const places = ['l.go', 'l', 'go.mod', 'project.json'];
  const targets = ['..', '.', 'nowhere', place.at(folder), place.at(file)];
  // Never the workspace itself.
  const moved = place.at(folder === '.' ? source : folder);
  return {
    'new folder': () => place.putOne(sources, `package q\nimport "${place.path()}"\n`),
    'no folder': () => rmSync(moved, { recursive: true }),
    'folder renamed': () => renameSync(moved, `${moved}${random.pick(['x', '_arm64', '2'])}`),
    link: () => symlinkSync(random.pick(targets), place.at(posix.join(random.pick(place.dirs), random.pick(places)))),
    'link elsewhere': () => {
      const link = place.at(place.files.find((one) => place.isLink(one))!);
      rmSync(link);
      symlinkSync(place.at(folder), link);
    },
  };
}
