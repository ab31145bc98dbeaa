import { execFile } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { promisify } from 'node:util';
import { cleanEnv } from '../env';
import { fileProxy, type PublishedModule } from '../modules/file-proxy';
import { pooled } from './pooled';
import { version, type Layout, type Module } from './layout';
import type { Random } from './random';

/** A package of a module from elsewhere. */
export interface ThirdParty {
  readonly path: string;
  /** The package of the workspace, by its place in the list, that may import it and those behind: no cycle is made so. */
  readonly from: number;
  readonly imports: readonly string[];
}

interface Importable {
  readonly path: string;
  readonly name: string;
  readonly module: Module;
}

/** Some modules from elsewhere, each of one package, which import packages of the workspace and each other. */
export function randomThirdParties(random: Random, packages: readonly Importable[]): ThirdParty[] {
  // What lies below testdata and the like is for the module itself, though Go would let others import it.
  const isPublished = ({ path, name }: Importable) =>
    name !== 'main' && path.split('/', 1)[0]!.includes('.') && !/\/(testdata|[_.])/.test(path);
  const before = (from: number) => {
    const later = new Set(packages.slice(from).map(({ path }) => path));
    return packages.slice(0, from).filter((one) => isPublished(one) && !later.has(one.path));
  };
  const found: ThirdParty[] = [];
  for (const name of ['ext', 'ext2', 'ext3'].slice(0, 1 + random.int(3))) {
    const from = random.int(packages.length + 1);
    const here = random.some(before(from), 3, 1);
    const others = found.filter((other) => other.from <= from);
    found.push({
      path: `example.org/${name}/pkg`,
      from,
      imports: [...here, ...random.some(others, 1)].map(({ path }) => path),
    });
  }
  return found;
}

/** Writes them into a proxy, and the go.mod and go.sum files of the workspace as `go mod tidy` does. */
export async function publish(
  dir: string,
  { modules }: Layout,
  packages: readonly Importable[],
  thirdParties: readonly ThirdParty[],
): Promise<NodeJS.ProcessEnv> {
  const proxy = fileProxy(`${dir}.modules`, [
    ...modules.filter(({ isTwin }) => !isTwin).map((module) => publishedHere(module, packages)),
    ...thirdParties.map((one) => publishedElsewhere(one, packages)),
  ]);
  const env = { ...cleanEnv(), ...proxy, GOWORK: 'off' };
  const tidy = async ({ dir: at }: Module) => {
    const file = joinPath(dir, at, 'go.mod');
    const before = readFileSync(file, 'utf8');
    // No proxy has a path without a dot: where go.work alone replaces one, `go mod tidy` fails, and without the line Go panics.
    const lost = modules.filter(({ path }) => !path.includes('.') && requires(before, path) && !replaces(before, path));
    const drop = lost.map(({ path }) => `-droprequire=${path}`);
    const run = (...args: string[]) => promisify(execFile)('go', ['mod', ...args], { cwd: joinPath(dir, at), env });
    if (drop.length > 0) await run('edit', ...drop);
    await run('tidy', '-e');
    const missing = lost.filter(({ path }) => !requires(readFileSync(file, 'utf8'), path));
    appendFileSync(file, missing.map(({ path }) => `\nrequire ${path} ${version(path)}\n`).join(''));
  };
  await pooled(
    modules.map((module) => () => tidy(module)),
    4,
  );
  return { GOMODCACHE: proxy.GOMODCACHE };
}

/** An earlier state of a module of the workspace: its packages import nothing. */
function publishedHere({ path }: Module, packages: readonly Importable[]): PublishedModule {
  const own = packages.filter(({ module }) => module.path === path);
  const files = own.map((one) => [
    `${one.path.slice(path.length + 1)}/zz.go`.replace(/^\//, ''),
    `package ${one.name}\n`,
  ]);
  return { path, version: version(path), files: { 'go.mod': `module ${path}\n`, ...Object.fromEntries(files) } };
}

function publishedElsewhere({ path, imports }: ThirdParty, packages: readonly Importable[]): PublishedModule {
  const module = moduleOf(path);
  const required = imports.map(
    (imported) => packages.find((one) => one.path === imported)?.module.path ?? moduleOf(imported),
  );
  const lines = [...new Set(required)].map((one) => `\t${one} ${version(one)}\n`).join('');
  return {
    path: module,
    version: version(module),
    files: {
      'go.mod': `module ${module}\n\ngo 1.23\n\nrequire (\n${lines})\n`,
      'pkg/pkg.go': `package pkg\n${imports.map((one) => `\nimport _ "${one}"\n`).join('')}`,
    },
  };
}

/** Whether a go.mod requires a module. */
export function requires(goMod: string, path: string): boolean {
  return new RegExp(`^(require)?\\s+"?${path}"? v`, 'm').test(goMod);
}

function replaces(goMod: string, path: string): boolean {
  return new RegExp(`^(replace)?\\s+"?${path}"? (v\\S+ )?=>`, 'm').test(goMod);
}

function moduleOf(path: string): string {
  return path.replace(/\/pkg$/, '');
}
