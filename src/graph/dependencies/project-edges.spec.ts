import { basename, dirname, join, relative } from 'node:path';
import type { CreateDependenciesContext } from '@nx/devkit';
import { createDependencies } from './create-dependencies';
import { tempWorkspaces, write } from '../../golang/testdata/temp-workspace';

const workspace = tempWorkspaces();

function edges(files: Readonly<Record<string, string>>, at = '.'): string[] {
  const dir = workspace(files);
  const workspaceRoot = join(dir, at);
  for (const [file, text] of Object.entries(files)) write(join(dir, file), text.replaceAll('ABSOLUTE', dir));
  const roots = Object.keys(files)
    .filter((file) => basename(file) === 'project.json')
    .map((file) => relative(at, dirname(file)));
  const projects = Object.fromEntries(
    roots.map((root) => [root, { root, ...JSON.parse(files[join(at, root, 'project.json')]!) }]),
  );
  const context = { workspaceRoot, nxJsonConfiguration: {}, projects };
  const found = createDependencies({}, context as unknown as CreateDependenciesContext);
  return found.map(({ source, target }) => `${source} → ${target}`);
}

const goModule = (name: string, imports = '', more = '') => ({
  [`${name}/project.json`]: '{}',
  [`${name}/go.mod`]: `module m/${name}\n\ngo 1.25\n${more}`,
  [`${name}/${name}.go`]: `package ${name}\n${imports}`,
});
const importing = (...names: string[]) => names.map((name) => `\nimport _ "m/${name}"\n`).join('');
const WORK = { 'go.work': 'go 1.25\n\nuse (\n\t./a\n\t./b\n\t./c\n)\n' };

describe('a package that imports alone lead to has the edges of the project that it lies in', () => {
  const places = ['testdata/helper', '_hidden', '.dot', 'sub/testdata/x/_y', 'ignored/deep', 'node_modules/x'];
  const ignore = '\nignore ./ignored\n';

  test.each(places)('where another path leads there too: %s', (place) => {
    const files = {
      ...{ ...WORK, ...goModule('a', importing('c'), ignore), ...goModule('b'), ...goModule('c', importing('b')) },
      'a/a_test.go': `package a\n${importing(`a/${place}`)}`,
      [`a/${place}/x.go`]: `package x\n${importing('b')}`,
    };
    expect(edges(files)).toEqual(['a → b', 'a → c', 'c → b']);
  });

  test.each(places)('and none of those that lie behind these: %s', (place) => {
    const files = {
      ...{ ...WORK, ...goModule('a', '', ignore), ...goModule('b', importing('c')), ...goModule('c') },
      'a/a_test.go': `package a\n${importing(`a/${place}`)}`,
      [`a/${place}/x.go`]: `package x\n${importing('b')}`,
    };
    expect(edges(files)).toEqual(['a → b', 'b → c']);
  });

  test.each(places)('through two of them, in two projects: %s', (place) => {
    const files = {
      ...{ ...WORK, ...goModule('a', '', ignore), ...goModule('b', '', ignore), ...goModule('c') },
      'a/a_test.go': `package a\n${importing(`a/${place}`)}`,
      [`a/${place}/x.go`]: `package x\n${importing(`b/${place}`)}`,
      'b/b_test.go': `package b\n${importing(`b/${place}`)}`,
      [`b/${place}/x.go`]: `package x\n${importing('c')}`,
    };
    expect(edges(files)).toEqual(['a → b', 'b → c']);
  });

  test.each(places)('its tests are nobody’s: %s', (place) => {
    const files = {
      ...{ ...WORK, ...goModule('a', '', ignore), ...goModule('b'), ...goModule('c') },
      'a/a_test.go': `package a\n${importing(`a/${place}`)}`,
      [`a/${place}/x.go`]: `package x\n${importing('b')}`,
      [`a/${place}/x_test.go`]: `package x\n${importing('c')}`,
    };
    expect(edges(files)).toEqual(['a → b']);
  });

  test('reached from another project alone: an edge of those whose tests reach what it imports', () => {
    const files = {
      ...{ ...WORK, ...goModule('a'), ...goModule('b', importing('a/testdata/helper')), ...goModule('c') },
      'a/testdata/helper/x.go': `package x\n${importing('c')}`,
    };
    expect(edges(files)).toEqual(['b → a', 'b → c']);
  });
});

describe('a module from elsewhere imports one of the workspace: a tidy go.mod requires that one, too', () => {
  const ext = '\nimport _ "example.org/ext"\n';
  const lines = (...required: string[]) => `\nrequire (\n\t${required.join('\n\t')}\n)\n`;
  const EXT = 'example.org/ext v1.0.0';
  const replaced = (...names: string[]) => names.map((name) => `\nreplace m/${name} => ../${name}\n`).join('');
  const three = (a: readonly [string, string], b: readonly [string, string] = ['', ''], c = '') => ({
    ...{ ...goModule('a', ...a), ...goModule('b', ...b), ...goModule('c', c) },
  });

  test.each<[string, Record<string, string>, string[]]>([
    ['through go.work', { ...WORK, ...three([ext, lines(EXT, 'm/b v1.0.0 // indirect')]) }, ['a → b']],
    ['through replace', three([ext, lines(EXT, 'm/b v1.0.0 // indirect') + replaced('b')]), ['a → b']],
    [
      'at a version that nobody published',
      three([ext, lines(EXT, 'm/b v0.0.0 // indirect') + replaced('b')]),
      ['a → b'],
    ],
    ['from elsewhere after all', three([ext, lines(EXT, 'm/b v1.0.0 // indirect')]), []],
    ['with GOWORK=off', { ...WORK, ...three([ext, lines(EXT, 'm/b v1.0.0 // indirect')]), ...off('a') }, []],
    ['imported by nobody', { ...WORK, ...three(['', lines(EXT, 'm/b v1.0.0 // indirect')]) }, []],
    [
      'imported by a test alone',
      {
        ...{ ...WORK, ...three(['', lines(EXT, 'm/b v1.0.0 // indirect')]) },
        'a/a_test.go': `package a\n${ext}`,
      },
      ['a → b'],
    ],
    [
      'imported below testdata alone',
      {
        ...{ ...WORK, ...three([importing('a/testdata/x'), lines(EXT, 'm/b v1.0.0 // indirect')]) },
        'a/testdata/x/x.go': `package x\n${ext}`,
      },
      ['a → b'],
    ],
    [
      'the line has another reason: a package of the workspace imports it',
      {
        ...WORK,
        ...three([importing('b') + ext, lines(EXT, 'm/b v1.0.0', 'm/c v1.0.0 // indirect')], [importing('c'), '']),
      },
      ['a → b', 'b → c'],
    ],
    [
      'the same on another port alone: those others may import what is published',
      {
        ...{ ...WORK, ...three([ext, lines(EXT, 'm/b v1.0.0', 'm/c v1.0.0 // indirect')], [importing('c'), '']) },
        'a/a_windows.go': `package a\n${importing('b')}`,
      },
      ['a → b', 'b → c'],
    ],
    [
      'what lies behind that module follows from its own edges',
      { ...WORK, ...three([ext, lines(EXT, 'm/b v1.0.0 // indirect')], [importing('c'), '']) },
      ['a → b', 'b → c'],
    ],
    [
      'an importer of the dependant needs no edge of its own',
      {
        ...WORK,
        ...three([importing('b'), ''], [ext, lines(EXT, 'm/c v1.0.0 // indirect')]),
      },
      ['a → b', 'b → c'],
    ],
    [
      'the go.mod of the tested module says so, that of the importer does not',
      { ...WORK, ...three([importing('b'), lines('m/c v1.0.0 // indirect', EXT)], [ext, '']) },
      ['a → b', 'a → c'],
    ],
    [
      'both are replaced, by the tested module alone',
      three(
        [importing('b'), lines('m/b v1.0.0', 'm/c v1.0.0 // indirect', EXT) + replaced('b', 'c')],
        [ext, lines('m/c v1.0.0 // indirect', EXT)],
      ),
      ['a → b', 'a → c'],
    ],
    [
      'a vendor folder holds all of it',
      {
        ...three([ext, lines(EXT, 'm/b v1.0.0 // indirect') + replaced('b')]),
        'a/vendor/modules.txt': '# example.org/ext v1.0.0\n',
        'a/vendor/example.org/ext/x.go': `package ext\n${importing('b')}`,
        'a/vendor/m/b/b.go': 'package b\n',
      },
      [],
    ],
    [
      'a vendor folder of the go.work holds all but its members',
      {
        ...{ ...WORK, ...three([ext, lines(EXT, 'm/b v1.0.0 // indirect')]) },
        'vendor/modules.txt': '## workspace\n# example.org/ext v1.0.0\n',
        'vendor/example.org/ext/x.go': `package ext\n${importing('c')}`,
      },
      ['a → c'],
    ],
  ])('%s', (_title, files, expected) => {
    expect(edges(files)).toEqual(expected);
  });

  function off(name: string) {
    const options = { goarch: 'arm64', env: { GOWORK: 'off' } };
    const targets = { 'test-arm64': { executor: 'nx-go-cross:test', options } };
    return { [`${name}/project.json`]: JSON.stringify({ targets }) };
  }
});

describe('go.work above the workspace', () => {
  const two = { ...inRepo(goModule('a', importing('b'))), ...inRepo(goModule('b')) };

  test.each<[string, Record<string, string>, string[]]>([
    ['directly', { 'go.work': 'use ./repo/a\nuse ./repo/b\n' }, ['a → b']],
    ['as an absolute path', { 'go.work': 'use ./repo/a\nuse ABSOLUTE/repo/b\n' }, ['a → b']],
    ['which does not list the module: Go refuses', { 'go.work': 'use ./repo/b\n' }, []],
    ['below another one', { 'go.work': 'use ./repo/a\nuse ./repo/b\n', 'repo/go.work': 'use ./a\n' }, []],
    ['with a replace line', { 'go.work': 'use ./repo/a\nreplace m/b => ./repo/b\n' }, ['a → b']],
    [
      'with a member outside, which imports one of the workspace',
      {
        'go.work': 'use ./repo/a\nuse ./repo/b\nuse ./tools\n',
        'tools/go.mod': 'module m/tools\n',
        'tools/x/x.go': `package x\n${importing('b')}`,
        'repo/a/a.go': `package a\n${importing('tools/x')}`,
      },
      ['a → b'],
    ],
    [
      'with a vendor folder beside it',
      {
        'go.work': 'use ./repo/a\nuse ./repo/b\n',
        'vendor/modules.txt': '## workspace\n',
        'vendor/example.org/ext/x.go': `package ext\n${importing('b')}`,
        'repo/a/a.go': 'package a\n\nimport _ "example.org/ext"\n',
      },
      ['a → b'],
    ],
  ])('%s', (_title, files, expected) => {
    expect(edges({ ...two, ...files }, 'repo')).toEqual(expected);
  });

  test('a module outside of the workspace that a replace line names', () => {
    const files = {
      ...two,
      'repo/a/go.mod': 'module m/a\n\nreplace m/x => ../../x\n\nreplace m/b => ../b\n',
      'repo/a/a.go': `package a\n${importing('x')}`,
      'x/go.mod': 'module m/x\n',
      'x/x.go': `package x\n${importing('b')}`,
    };
    expect(edges(files, 'repo')).toEqual(['a → b']);
  });

  function inRepo(files: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(Object.entries(files).map(([file, text]) => [`repo/${file}`, text]));
  }
});
