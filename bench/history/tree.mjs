// The files of one state of the history: modules copied into one, golang.org/x.
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { must } from '../../scripts/lib.mjs';
import { write } from '../workspace.mjs';
import { download } from './releases.mjs';

const PREFIX = 'golang.org/x';

/** Writes the modules of these versions as folders of one module, an Nx project each. */
export function writeTree(dir, versions) {
  const names = Object.keys(versions);
  const go = names.map((name) => copyModule(dir, name, versions[name]));
  write(dir, 'go.mod', `module ${PREFIX}\n\ngo ${go.toSorted(byNumbers).at(-1)}\n`);
  for (const name of names) write(dir, `${name}/project.json`, { name });
  leaveOut(dir, names);
}

/** The version of Go that the module asks for. */
function copyModule(dir, name, version) {
  const [from, to] = [download(name, version), join(dir, name)];
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
  must('chmod', ['-R', 'u+w', to]);
  for (const file of ['go.mod', 'go.sum']) rmSync(join(to, file), { force: true });
  return /^go (\S+)$/m.exec(readFileSync(join(from, 'go.mod'), 'utf8'))[1];
}

const byNumbers = (a, b) => a.localeCompare(b, 'en', { numeric: true });

/**
 * Deletes the few packages that import modules which are not copied, those that import such packages, and the tests of a
 * package where only they do.
 */
function leaveOut(dir, names) {
  const packages = new Map(names.flatMap((name) => foldersWithGo(join(dir, name))).map((path) => read(dir, path)));
  const gone = new Set();
  const isCopied = (path) =>
    names.some((name) => path.startsWith(`${PREFIX}/${name}/`) || path === `${PREFIX}/${name}`);
  const isThere = (path) => !path.split('/')[0].includes('.') || (isCopied(path) && !gone.has(path));
  const isStrange = (files) => files.some(({ imports }) => !imports.every(isThere));
  for (let before = -1; before !== gone.size;) {
    before = gone.size;
    for (const [path, { sources }] of packages) if (isStrange(sources)) gone.add(path);
  }
  for (const [path, { sources, tests }] of packages) {
    const files = gone.has(path) ? [...sources, ...tests] : isStrange(tests) ? tests : [];
    for (const { file } of files) rmSync(file);
  }
}

/** The folders that Go looks into. */
function foldersWithGo(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  const below = entries.filter((entry) => entry.isDirectory() && !/^[._]|^testdata$/.test(entry.name));
  const isPackage = entries.some((entry) => entry.isFile() && entry.name.endsWith('.go'));
  return [...(isPackage ? [folder] : []), ...below.flatMap(({ name }) => foldersWithGo(join(folder, name)))];
}

function read(dir, folder) {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.go'))
    .map((name) => ({ file: join(folder, name), imports: importsOf(readFileSync(join(folder, name), 'utf8')) }));
  const [sources, tests] = [false, true].map((isTest) =>
    files.filter(({ file }) => file.endsWith('_test.go') === isTest),
  );
  return [`${PREFIX}/${relative(dir, folder)}`, { sources, tests }];
}

/** Of a program that belongs to no package (`ignore`), none. */
function importsOf(text) {
  if (/^\/\/go:build ignore$/m.test(text)) return [];
  const [head] = text.split(/^(?:func|type|var|const)\b/m);
  const blocks = [...head.matchAll(/^import\s*\(([^)]*)\)/gm)].map((match) => match[1]);
  const singles = [...head.matchAll(/^import\s+([\w.]*\s*"[^"]+")/gm)].map((match) => match[1]);
  return [...blocks, ...singles].flatMap((part) =>
    [...part.matchAll(/^\s*[\w.]*\s*"([^"]+)"/gm)].map((match) => match[1]),
  );
}
