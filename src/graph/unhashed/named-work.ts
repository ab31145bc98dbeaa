import { isAbsolute } from 'node:path';
import { goWorkNotInGraph } from '../errors';
import { ModFiles, openDisk, fromRoot } from '../../golang';

/** A sentence where the variable GOWORK names another go.work than the one that the graph is made with. */
export function namedWorkWarning(root: string, gowork: string | undefined): string | undefined {
  if (gowork === undefined || !isAbsolute(gowork)) return undefined;
  const found = new ModFiles(openDisk(root)).nearestWork('.');
  return found === fromRoot(root, '.', gowork) ? undefined : goWorkNotInGraph(gowork);
}
