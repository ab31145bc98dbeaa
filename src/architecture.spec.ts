import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';

const SRC = __dirname;

/** docs/architecture.md: which room may import which. `types of` means `import type` only. */
const ALLOWED = tableOf(readFileSync(join(SRC, '..', 'docs', 'architecture.md'), 'utf8'));

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

function tableOf(page: string): Readonly<Record<string, readonly string[]>> {
  const table = page.slice(page.indexOf('## Rooms'), page.indexOf('## What happens'));
  const rows = [...table.matchAll(/^\| `([\w.-]+)` \|[^|]*\|([^|]*)\|$/gm)];
  return Object.fromEntries(rows.map(([, name, list]) => [name, list!.split(',').map((word) => word.trim())]));
}

const files = [...sourceFiles(SRC)];
const imports = files.flatMap(importsOf);

function* sourceFiles(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== 'testdata') yield* sourceFiles(path);
    } else if (entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts')) yield path;
  }
}

function importsOf(file: string): Import[] {
  const pattern = /^(import|export)( type)? (?:[^;']*? from )?'([^']+)'|import\('([^']+)'/gms;
  return [...readFileSync(file, 'utf8').matchAll(pattern)].map(([, , type, path, dynamic]) => ({
    from: relative(SRC, file),
    to: path ?? dynamic!,
    typeOnly: type !== undefined,
  }));
}

const room = (path: string) => path.split('/')[0]!;
const isOurs = ({ to }: Import) => to.startsWith('.');
const targetOf = ({ from, to }: Import) => relative(SRC, resolve(SRC, dirname(from), to));

/** The file that an import without extension leads to. */
function fileOf(path: string, all: ReadonlySet<string>): string | undefined {
  return [`${path}.ts`, join(path, 'index.ts'), `${path}.d.ts`, 'index.ts'].find((one) => all.has(one));
}

/** The files of each circle of imports: all that reach each other, and those that import themselves. */
function circlesOf(all: readonly string[], importedBy: (file: string) => readonly string[]): string[][] {
  const reached = new Map(all.map((file) => [file, reachedFrom(file, importedBy)]));
  const circles = all.map((file) => all.filter((one) => reached.get(file)!.has(one) && reached.get(one)!.has(file)));
  return [...new Map(circles.filter((one) => one.length > 0).map((one) => [one[0], one])).values()];
}

function reachedFrom(file: string, importedBy: (file: string) => readonly string[]): Set<string> {
  const reached = new Set<string>();
  const next = [file];
  while (next.length > 0) {
    for (const one of importedBy(next.pop()!)) {
      if (!reached.has(one)) next.push(one);
      reached.add(one);
    }
  }
  return reached;
}

test('the scan sees the code', () => {
  expect(files.length).toBeGreaterThan(60);
  expect(imports.length).toBeGreaterThan(150);
});

test('the table has every room, and no other', () => {
  expect(Object.keys(ALLOWED).sort()).toEqual([...new Set(files.map((file) => room(relative(SRC, file))))].sort());
});

test('what a room may import stands above it in the table', () => {
  const rooms = Object.keys(ALLOWED);
  const upward = rooms.flatMap((name, at) =>
    ALLOWED[name]!.map((one) => one.replace('types of ', '')).filter(
      (one) => one !== '' && !rooms.slice(0, at).includes(one),
    ),
  );
  expect(upward).toEqual([]);
});

test('rooms import only what the table allows', () => {
  const forbidden = imports.filter(isOurs).filter((one) => {
    const [from, to] = [room(one.from), room(targetOf(one))];
    const allowed = ALLOWED[from] ?? [];
    return from !== to && !allowed.includes(to) && !(one.typeOnly && allowed.includes(`types of ${to}`));
  });
  expect(forbidden).toEqual([]);
});

test('no file imports itself by way of others, types included', () => {
  const ours = new Set(files.map((file) => relative(SRC, file)));
  const edges = new Map<string, string[]>([...ours].map((file) => [file, []]));
  for (const one of imports.filter(isOurs)) {
    const target = fileOf(targetOf(one), ours);
    if (target !== undefined) edges.get(one.from)!.push(target);
  }
  const importedBy = (file: string) => edges.get(file)!;
  expect(circlesOf([...ours], importedBy)).toEqual([]);
});

test('a circle is found', () => {
  const graph: Record<string, string[]> = { a: ['b'], b: ['c'], c: ['b'], d: ['a', 'd'] };
  expect(circlesOf(Object.keys(graph), (file) => graph[file]!)).toEqual([['b', 'c'], ['d']]);
});

test.each(['execa', 'node:child_process'])('%s is imported in src/process only', (library) => {
  const importers = imports.filter(({ to }) => to === library).map(({ from }) => room(from));
  expect([...new Set(importers)]).toEqual(['process']);
});

test('nothing reaches into the inside of Nx or its devkit', () => {
  expect(imports.filter(({ to }) => /^nx(\/|$)|^@nx\/devkit\/./.test(to))).toEqual([]);
});

test('another room is entered by its door only', () => {
  const bypasses = imports.filter(isOurs).filter((one) => {
    const target = targetOf(one);
    return room(one.from) !== room(target) && target !== room(target);
  });
  expect(bypasses).toEqual([]);
});

test('no executor imports another', () => {
  const executor = (path: string) => path.split('/').slice(0, 2).join('/');
  const others = imports.filter(isOurs).filter((one) => {
    const target = targetOf(one);
    return (
      executor(one.from) !== executor(target) && /^executors\/.+\//.test(one.from) && /^executors\/.+\//.test(target)
    );
  });
  expect(others).toEqual([]);
});

test('failures are worded in a file errors.ts of their room', () => {
  const worders = files.filter((file) => /new CrossTestError\(/.test(readFileSync(file, 'utf8')));
  const others = worders.filter((file) => basename(file) !== 'errors.ts' && room(relative(SRC, file)) !== 'errors');
  expect(others).toEqual([]);
});

test('files stay small: median 60 lines, nine in ten 150, none over 300', () => {
  const sizes = files.map((file) => readFileSync(file, 'utf8').split('\n').length).sort((a, b) => a - b);
  expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(60);
  expect(sizes[Math.floor(sizes.length * 0.9)]).toBeLessThanOrEqual(150);
  expect(sizes.at(-1)).toBeLessThanOrEqual(300);
});
