import {
  createProjectGraphAsync,
  logger,
  NX_VERSION,
  readNxJson,
  type ProjectGraph,
  type ProjectGraphProjectNode,
  type Tree,
} from '@nx/devkit';
import {
  declarationPlace,
  declarations,
  keyFacts,
  taskKey,
  type TaskKey,
  type UndeclaredInput,
  type WorkspaceConfiguration,
} from '../../task-key';
import { JsonText } from '../lib/json-text';
import type { SyncResult } from '../lib/sync-result';
import { withRemedy } from '../lib/with-remedy';
import { foundInputs } from './found-inputs';

const EXECUTOR = 'nx-go-cross:test';

/**
 * Generator `nx-go-cross:declare-inputs`: writes what tests were found to read into the named input `goDeclared` of
 * their projects. It is a sync generator too. `nx sync` calls it without options and takes a message; `nx g` takes an
 * object for a callback and fails.
 */
async function declareInputs(tree: Tree, options?: object): Promise<SyncResult | undefined> {
  const graph = await createProjectGraphAsync();
  const workspace = configurationOf(tree, graph);
  const details = Object.values(graph.nodes).flatMap((node) => declareFor(tree, node, workspace));
  if (options !== undefined || details.length === 0) return undefined;
  return { outOfSyncMessage: 'Go tests read inputs that are not declared.', outOfSyncDetails: details };
}

export default withRemedy(declareInputs);

function configurationOf(tree: Tree, { nodes, dependencies }: ProjectGraph): WorkspaceConfiguration {
  const projects = Object.fromEntries(Object.entries(nodes).map(([name, { data }]) => [name, data]));
  return { nxJson: readNxJson(tree) ?? undefined, projects, dependencies, nxVersion: NX_VERSION };
}

/** Writes the declarations of one project and says of each which it is. */
function declareFor(tree: Tree, { name, data }: ProjectGraphProjectNode, workspace: WorkspaceConfiguration): string[] {
  const found = Object.entries(data.targets ?? {}).flatMap(([targetName, target]) => {
    if (target.executor !== EXECUTOR) return [];
    const key = taskKey(keyFacts(workspace, name, target));
    const missing = foundInputs(tree, data.root, target).filter((input) => !isHeld(input, key));
    if (key.isDeclarable || missing.length === 0) return missing;
    const entries = missing.map(({ declare }) => declare).join(', ');
    logger.warn(`${name}:${targetName} has inputs of its own. Add to them: ${entries}`);
    return [];
  });
  const byEntry = new Map(found.map((input) => [input.declare, input]));
  const entries = declarations([...byEntry.values()]);
  if (entries.length === 0) return [];
  const { file, path } = declarationPlace(data.root, (one) => tree.exists(one));
  if (!tree.exists(file)) tree.write(file, `${JSON.stringify({ name }, null, 2)}\n`);
  const json = new JsonText(tree, file);
  for (const entry of entries) json.push([...path], entry);
  return [...byEntry.values()].map(({ kind, name: input }) => `${file}: ${kind} ${input}`);
}

/** The summary may be older than a declaration, or than a wider one. */
function isHeld({ kind, name, declare }: UndeclaredInput, key: TaskKey): boolean {
  return kind === 'env' ? key.holdsVariable(name) : key.holdsFile(name, declare.includes('"includeIgnored"'));
}
