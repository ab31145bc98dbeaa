// Joins what Nx and users start into few files: each file that a process loads costs it a third of a millisecond.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { rolldown } from 'rolldown';
import { root } from './lib.mjs';

const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));

/**
 * Bundles a folder of sources: a file per entry, at its own path, and what entries share in `chunks`. Packages that
 * package.json has no runtime dependency on are part of it, and execa is, with their licenses beside it.
 */
export async function bundle(from, to) {
  const bundled = await rolldown({
    cwd: root,
    input: entries(from),
    platform: 'node',
    // jsonc-parser's `main` hides its own requires from a bundler.
    resolve: { mainFields: ['module', 'main'] },
    external: externals().flatMap((name) => [name, new RegExp(`^${name}/`)]),
    onLog: (level, { message }) => {
      if (level === 'warn') throw new Error(`bundle: ${message}`);
    },
    plugins: [keepFolders(from)],
  });
  const { output } = await bundled.write({
    dir: to,
    ...{ format: 'cjs', exports: 'named', esModule: true },
    ...{ entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
  });
  const modules = output.flatMap(({ moduleIds = [] }) => moduleIds);
  writeFileSync(join(to, 'chunks', 'LICENSES.md'), licenses(modules));
}

/** A dependency that every process loads, and that costs 90 ms of it from its own many files. */
const BUNDLED_DEPENDENCIES = ['execa'];

function externals() {
  return Object.keys(read('package.json').dependencies).filter((name) => !BUNDLED_DEPENDENCIES.includes(name));
}

/** What package.json and its companions name: source by the path that it is published under. */
function entries(from) {
  const [{ executors }, ...others] = ['executors.json', 'generators.json', 'migrations.json'].map(read);
  const named = [executors, ...others.map(({ generators }) => generators)]
    .flatMap((kind) => Object.values(kind))
    .flatMap(({ implementation, batchImplementation, factory }) => [implementation, batchImplementation, factory])
    .filter((path) => path !== undefined)
    .map((path) => path.replace('./dist/', ''));
  return Object.fromEntries(['index', 'cli/main', ...named].map((name) => [name, join(from, `${name}.ts`)]));
}

/** `__dirname` of a source goes on to mean its own folder, where its scripts and templates are copied to. */
function keepFolders(from) {
  return {
    name: 'keep-folders',
    transform(code, id) {
      if (!id.startsWith(from + sep) || !code.includes('__dirname')) return null;
      const folder = relative(from, dirname(id)).split(sep).join('/');
      return { code: code.replace(/\b__dirname\b/g, `__folderOf("${folder}")`), map: null };
    },
    renderChunk(code, { fileName }) {
      const path = (folder) => posix.relative(posix.dirname(fileName), folder);
      const words = (_, folder) => `require("node:path").join(__dirname, "${path(folder)}")`;
      return { code: code.replace(/\b__folderOf\("([^"]*)"\)/g, words), map: null };
    },
  };
}

/** The text that each bundled package wants to be passed on. */
function licenses(modules) {
  const folders = modules.map((id) => /^.*\/node_modules\/(@[^/]+\/)?[^/]+/.exec(id.split(sep).join('/'))?.[0]);
  const texts = [...new Set(folders)]
    .filter((folder) => folder !== undefined)
    .sort()
    .map(licenseOf);
  return `# Packages that are bundled here\n\n${texts.join('\n')}`;
}

function licenseOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[sc]e/i.test(entry));
  const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim();
  return `## ${name} ${version} (${license})\n\n${text}\n`;
}
