import type { CreateDependenciesContext } from '@nx/devkit';
import { createDependencies } from './create-dependencies';
import { tempWorkspaces } from './testdata/temp-workspace';

const workspace = tempWorkspaces();

function edges(files: Readonly<Record<string, string>>): string[] {
  const roots = [...new Set(Object.keys(files).filter((file) => file.endsWith('project.json')))];
  const projects = Object.fromEntries(roots.map((file) => file.split('/')[0]!).map((root) => [root, { root }]));
  const context = { workspaceRoot: workspace(files), nxJsonConfiguration: {}, projects };
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
