import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CreateDependenciesContext } from '@nx/devkit';
import { createDependencies, createNodes } from '.';
import { tempWorkspaces } from '../golang/testdata/temp-workspace';

const workspace = tempWorkspaces();

const FILES = {
  'go.work': 'use ./a\nuse ./b\n',
  'a/go.mod': 'module m/a\n',
  'a/project.json': '{}',
  'a/a.go': 'package a\n',
  'b/go.mod': 'module m/b\n',
  'b/project.json': '{}',
  'b/b.go': 'package b\n',
};

function nodes(dir: string): void {
  const files = ['a', 'b'].flatMap((root) => [`${root}/go.mod`, `${root}/project.json`]);
  createNodes[1](files, {}, { workspaceRoot: dir, nxJsonConfiguration: {} });
}

function edges(dir: string): string[] {
  const projects = { a: { root: 'a' }, b: { root: 'b' } };
  const context = { workspaceRoot: dir, nxJsonConfiguration: {}, projects } as unknown as CreateDependenciesContext;
  return createDependencies({}, context).map(({ source, target }) => `${source} → ${target}`);
}

const importB = (dir: string) => writeFileSync(join(dir, 'a', 'a.go'), 'package a\n\nimport "m/b"\n');

test('one computation looks once: what createNodes saw is what createDependencies speaks of', () => {
  const dir = workspace(FILES);
  nodes(dir);
  importB(dir);
  expect(edges(dir)).toEqual([]);
});

test('the next one looks again, in a process that lives on', () => {
  const dir = workspace(FILES);
  nodes(dir);
  edges(dir);
  importB(dir);
  expect(edges(dir)).toEqual(['a → b']);
  writeFileSync(join(dir, 'a', 'a.go'), 'package a\n');
  nodes(dir);
  expect(edges(dir)).toEqual([]);
});

test('what was seen of one workspace says nothing about another', () => {
  const [one, other] = [workspace(FILES), workspace(FILES)];
  importB(other);
  nodes(one);
  expect(edges(other)).toEqual(['a → b']);
});
