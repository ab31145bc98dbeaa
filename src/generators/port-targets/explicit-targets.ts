import { joinPathFragments, type ProjectConfiguration, type Tree } from '@nx/devkit';
import { JsonText } from '../lib/json-text';
import type { PortChange, PortChanges } from './port-change';

/** Targets in the project's own file. Their inputs and outputs are inferred by the plugin, like those of its own. */
export function explicitTargets(tree: Tree, { root, name }: ProjectConfiguration, changes: PortChanges): string[] {
  const projectJson = joinPathFragments(root, 'project.json');
  const isPackage = !tree.exists(projectJson);
  const file = isPackage ? joinPathFragments(root, 'package.json') : projectJson;
  const json = new JsonText(tree, file);
  const targets = isPackage ? ['nx', 'targets'] : ['targets'];
  const done = (target: string, verb: string) => `${file}: ${verb} target ${target} of ${name}.`;
  const change = (executor: 'test' | 'check') => (port: PortChange) => {
    const target = `${executor}-${port.id}`;
    const has = json.has([...targets, target]);
    if (changes.remove) {
      if (!has) return [];
      remove(json, targets, target);
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
  return [...changes.ports.flatMap(change('test')), ...changes.checkPorts.flatMap(change('check'))];
}

/** With the last target goes what an addition had to make for the first. */
function remove(json: JsonText, targets: readonly string[], target: string): void {
  json.remove([...targets, target]);
  const isEmpty = (path: readonly string[]) => Object.keys(json.get<object>([...path]) ?? { x: 0 }).length === 0;
  if (isEmpty(targets) && json.isFirst([...targets])) json.remove(targets);
  if (targets.length > 1 && isEmpty(targets.slice(0, 1))) json.remove(targets.slice(0, 1));
}
