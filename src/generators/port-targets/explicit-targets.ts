import { joinPathFragments, type ProjectConfiguration, type Tree } from '@nx/devkit';
import { JsonText } from '../lib/json-text';
import { makeProjectJson, removeMadeFile } from './made-file';
import type { PortChange, PortChanges } from './port-change';

/** Targets in the project's own file. */
export function explicitTargets(tree: Tree, project: ProjectConfiguration, changes: PortChanges): string[] {
  const { root, name = root } = project;
  const [projectJson, packageJson] = ['project.json', 'package.json'].map((file) => joinPathFragments(root, file)) as [
    string,
    string,
  ];
  if (!tree.exists(projectJson) && !tree.exists(packageJson)) {
    if (changes.remove) return [];
    makeProjectJson(tree, root, name);
  }
  const isPackage = !tree.exists(projectJson);
  const file = isPackage ? packageJson : projectJson;
  const json = new JsonText(tree, file);
  const targets = isPackage ? ['nx', 'targets'] : ['targets'];
  const done = (target: string, verb: string) => `${file}: ${verb} target ${target} of ${name}.`;
  const change = (executor: 'test' | 'check') => (port: PortChange) => {
    const target = `${executor}-${port.id}`;
    const has = json.has([...targets, target]);
    if (changes.remove) {
      if (!has) return [];
      // Of the root it is this key, were it empty, that makes a project.
      remove(json, targets, target, root === '.');
      return [done(target, 'removed')];
    }
    const before = JSON.stringify(json.get([...targets, target]));
    const wanted = { executor: `nx-go-cross:${executor}`, options: port.options };
    if (before === JSON.stringify(wanted)) return [];
    // The first key, so that a removal knows that nobody else wrote it.
    if (!json.has(targets)) json.set(targets, {}, true);
    json.set([...targets, target], wanted);
    return [done(target, has ? 'changed' : 'added')];
  };
  const lines = [...changes.ports.flatMap(change('test')), ...changes.checkPorts.flatMap(change('check'))];
  if (changes.remove && !isPackage) removeMadeFile(tree, file, name);
  return lines;
}

/** With the last target goes what an addition had to make for the first. */
function remove(json: JsonText, targets: readonly string[], target: string, keepsKey: boolean): void {
  json.remove([...targets, target]);
  const isEmpty = (path: readonly string[]) => Object.keys(json.get<object>([...path]) ?? { x: 0 }).length === 0;
  if (isEmpty(targets) && json.isFirst([...targets])) json.remove(targets);
  if (targets.length > 1 && !keepsKey && isEmpty(targets.slice(0, 1))) json.remove(targets.slice(0, 1));
}
