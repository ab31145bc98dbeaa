import { joinPathFragments, logger, readNxJson, type GeneratorCallback, type Tree } from '@nx/devkit';
import { modulesWithoutProject } from '../errors';
import { ownEntries, PLUGIN, unknownProjects, unseenProjects } from '../../graph';
import { parsePort, shortPort } from '../../ports';
import { ignoreResults } from '../lib/git-ignore';
import { goModules, withoutProject } from '../lib/go-modules';
import { graphProjects } from '../lib/graph-projects';
import { JsonText } from '../lib/json-text';
import { portList } from '../lib/port-list';
import { withRemedy } from '../lib/with-remedy';
import type { InitGeneratorSchema } from './schema';

/** Generator `nx-go-cross:init`, which `nx add nx-go-cross` runs. */
async function initGenerator(tree: Tree, { ports }: InitGeneratorSchema): Promise<GeneratorCallback> {
  const asked = portList(ports).map((port) => shortPort(parsePort(port)));
  const done: string[] = [];
  if (ownEntries(readNxJson(tree) ?? {}).length > 0) {
    done.push('nx.json has the plugin already: it was left as it is.');
  } else {
    const chosen = asked.length > 0 ? asked : ['amd64', 'arm64'];
    new JsonText(tree, 'nx.json').push(['plugins'], { plugin: PLUGIN, options: { ports: chosen } });
    done.push(`nx.json: tests of Go projects for ${chosen.join(', ')}.`);
  }
  if (ignoreResults(tree)) done.push('.gitignore: dist, where results are written to.');
  const roots = (await graphProjects(tree))?.map(({ root }) => root);
  const modules = await goModules(tree);
  const idle = roots && withoutProject(modules, roots);
  const ofModules = (roots ?? []).filter((root) => modules.includes(joinPathFragments(root, 'go.mod')));
  const unseen = unseenProjects(await unknownProjects(tree.root, readNxJson(tree) ?? {}, ofModules));
  return () => {
    for (const line of done) logger.info(line);
    for (const line of unseen) logger.warn(line);
    if (idle && idle.length > 0) logger.warn(modulesWithoutProject(idle));
    logger.info('Next: npx nx-go-cross doctor, then npx nx run-many -t test-ports');
  };
}

export default withRemedy(initGenerator);
