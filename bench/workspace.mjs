// The files of the measured workspaces.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { dataTest, importPath, numberSource, serverSource, serverTest, smallSource, smallTest } from './sources.mjs';

/** The modules and what they import. An edit of `base` reaches four of them, one of `gateway` only itself. */
const MODULES = {
  base: [],
  store: ['base'],
  auth: ['base'],
  gateway: ['auth', 'store'],
  metrics: [],
  queue: ['metrics'],
  worker: ['queue'],
  report: ['metrics'],
};

/** Every module has these; one imports only its namesakes, so that an edit leaves three of four packages alone. */
const PACKAGES = ['client', 'jobs', 'server', 'wire'];

/** GOARCHs and the emulators of the hand-written targets. */
const PORTS = { arm64: 'qemu-aarch64', s390x: 'qemu-s390x', riscv64: 'qemu-riscv64' };

/**
 * modules   names, and what each imports
 * packages  of every module
 * ports     GOARCHs and their emulators
 * small     whether packages import next to nothing
 * data      the package of each module whose test reads files
 * sides     what is measured there
 * peaks     whether the memory of Node processes is measured
 * clones    whether runs start in a fresh clone
 */
export const WORKSPACES = {
  eight: {
    ...{ modules: MODULES, packages: PACKAGES, ports: PORTS },
    sides: ['baseline', 'plugin', 'batch', 'empty', 'go'],
  },
  leg: {
    ...{ modules: MODULES, packages: PACKAGES, ports: { arm64: PORTS.arm64 }, data: 'client', clones: true },
    sides: ['baseline', 'plugin', 'batch', 'empty', 'go'],
  },
  fifty: many(50),
  twoHundred: many(200),
};

/** Groups of ten, in which nine import the first. */
function many(count) {
  const names = Array.from({ length: count }, (_, i) => `m${String(i).padStart(3, '0')}`);
  const modules = names.map((name, i) => [name, i % 10 === 0 ? [] : [names[i - (i % 10)]]]);
  return {
    ...{ modules: Object.fromEntries(modules), packages: ['wire'], ports: PORTS, small: true, peaks: true },
    sides: ['batch', 'empty', 'go'],
  };
}

/** The names of the targets, on all sides. */
export const targetsOf = ({ ports }) => Object.keys(ports).map((goarch) => `test-${goarch}`);

/** The tasks of modules, all of them if not said. */
export function tasksOf(workspace, modules = Object.keys(workspace.modules), targets = targetsOf(workspace)) {
  return modules.flatMap((module) => targets.map((target) => `${module}:${target}`));
}

/** Writes a file of a workspace; an object as JSON. */
export function write(dir, file, content) {
  const path = join(dir, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`);
}

export function writeModules(dir, workspace) {
  const modules = Object.keys(workspace.modules);
  write(dir, 'go.work', `go 1.23\n\nuse (\n${modules.map((module) => `\t./${module}\n`).join('')})\n`);
  for (const module of modules) {
    write(dir, `${module}/go.mod`, `module ${importPath(module)}\n\ngo 1.23\n`);
    for (const name of workspace.packages) writePackage(dir, workspace, module, name);
  }
}

function writePackage(dir, { modules, small, data }, module, name) {
  const folder = `${module}/${name}`;
  const imported = modules[module];
  write(dir, `${folder}/${name}.go`, small ? smallSource(name, imported) : serverSource(module, name, imported));
  write(dir, `${folder}/${name}_test.go`, small ? smallTest(name) : serverTest(name));
  editFile(dir, `${folder}/revision.go`, 0);
  editFile(dir, `${folder}/word_arm64.go`, 1);
  write(dir, `${folder}/word_other.go`, `//go:build !arm64\n\n${numberSource(name, 'word', 1)}`);
  if (name !== data) return;
  write(dir, `${folder}/data_test.go`, dataTest(name));
  write(dir, `${folder}/testdata/message.json`, { module });
}

/** Writes another number into a file `revision.go` or `word_arm64.go`. */
export function editFile(dir, file, number) {
  const [, name, base] = file.split('/');
  write(dir, file, numberSource(name, base.startsWith('word') ? 'word' : 'revision', number));
}
