import { basename, extname } from 'node:path';
import { joinPathFragments, logger, readNxJson, type GeneratorCallback, type Tree } from '@nx/devkit';
import { editedRegions, fileInTheWay } from '../errors';
import { graphProjects } from '../lib/graph-projects';
import { withRemedy } from '../lib/with-remedy';
import { checkedOptions, type CheckedOptions } from './lib/checked-options';
import { goVersionFileOf } from './lib/go-version-file';
import { checkTested, legsOf } from './lib/legs';
import { mainBranchOf } from './lib/main-branch';
import { checkWritable, fileNameOf } from './lib/output-file';
import { providerFileOf } from './lib/providers';
import { renewed, sealed } from './lib/regions';
import { readRepository } from './lib/repository';
import { workflowText } from './lib/workflow-text';
import type { CiWorkflowGeneratorSchema } from './schema';

const NEXT = {
  github: "Next: commit it, and require the check 'All ports' in the branch protection.",
  others: 'Next: commit it, and look at its first run.',
};

function next({ ci, distribute }: CheckedOptions, file: string): string {
  if (distribute === undefined) return NEXT[ci === 'github' ? 'github' : 'others'];
  const name = basename(file, extname(file));
  return (
    'nx-go-cross has no Nx Cloud to try it on: look at its first run. ' +
    `Next: commit it, and start the CI run with 'npx nx-cloud start-ci-run --distribute-on="3 ${name}"' before 'npx nx affected -t test-ports'.`
  );
}

/** Generator `nx-go-cross:ci-workflow`. */
async function ciWorkflowGenerator(tree: Tree, schema: CiWorkflowGeneratorSchema): Promise<GeneratorCallback> {
  const options = checkedOptions(schema);
  const { folder, extension = 'yml', fileName = `${fileNameOf(options.name)}.${extension}` } = providerFileOf(options);
  const file = joinPathFragments(folder, fileName);
  const nxJson = readNxJson(tree) ?? {};
  const legs = legsOf(nxJson, options.ports);
  const goVersionFile = await goVersionFileOf(tree, options.goVersionFile);
  const mainBranch = mainBranchOf(nxJson, await readRepository(tree.root));
  checkWritable(tree.root, file);
  checkTested(legs, await graphProjects(tree));

  const existing = tree.exists(file) ? tree.read(file, 'utf8')! : undefined;
  const fresh = sealed(workflowText(tree, { options, legs, mainBranch, goVersionFile }, file));
  const removed = write(tree, { file, fresh, existing, overwrite: schema.overwrite ?? false });
  return () => {
    logger.info(`${file}: ${legs.map(({ id }) => id).join(', ')}.`);
    for (const name of removed) logger.info(`${file} has no region '${name}' any more: it was left out.`);
    logger.info(next(options, file));
  };
}

export default withRemedy(ciWorkflowGenerator);

interface Writing {
  readonly file: string;
  readonly fresh: string;
  readonly existing: string | undefined;
  readonly overwrite: boolean;
}

/** Writes a new file, or the regions of an old one; returns the names of regions that the old one no longer has. */
function write(tree: Tree, { file, fresh, existing, overwrite }: Writing): readonly string[] {
  if (existing === undefined || overwrite) {
    tree.write(file, fresh);
    return [];
  }
  const renewal = renewed(existing, fresh, file);
  if (renewal === undefined) throw fileInTheWay(file);
  if (renewal.edited.length > 0) throw editedRegions(file, renewal.edited);
  tree.write(file, renewal.text);
  return renewal.removed;
}
