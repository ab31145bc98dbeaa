import { logger, readNxJson, type Tree } from '@nx/devkit';
import { CrossTestError } from '../../errors';
import { editedWorkflow, mainBranchGuessed, regionsBroken } from '../errors';
import { checkedOptions, type CheckedOptions } from '../ci-workflow/lib/checked-options';
import { goVersionFileOf } from '../ci-workflow/lib/go-version-file';
import { legsOf } from '../ci-workflow/lib/legs';
import { mainBranchOf } from '../ci-workflow/lib/main-branch';
import { ALL_FILES } from '../ci-workflow/lib/providers';
import { regionLines, renewed, sealed } from '../ci-workflow/lib/regions';
import { readRepository, type Repository } from '../ci-workflow/lib/repository';
import { workflowText } from '../ci-workflow/lib/workflow-text';
import type { CiWorkflowGeneratorSchema } from '../ci-workflow/schema';
import type { SyncResult } from '../lib/sync-result';
import { withRemedy } from '../lib/with-remedy';

/**
 * Generator `nx-go-cross:ci-legs`: renews the workflows whose legs are no longer the ports of nx.json. It is a sync
 * generator too. `nx sync` calls it without options and takes a message; `nx g` takes an object for a callback and fails.
 */
async function ciLegsGenerator(tree: Tree, options?: object): Promise<SyncResult | undefined> {
  const details: string[] = [];
  for (const file of workflowFiles(tree)) details.push(...(await renew(tree, file)));
  if (options !== undefined || details.length === 0) return undefined;
  return { outOfSyncMessage: 'CI does not test the ports of nx.json.', outOfSyncDetails: details };
}

export default withRemedy(ciLegsGenerator);

/** Where workflows of ours may be. */
function workflowFiles(tree: Tree): string[] {
  return ALL_FILES.flatMap(({ folder, fileName }) => {
    const names = fileName ? [fileName] : tree.children(folder).filter((name) => /\.ya?ml$/.test(name));
    return names.map((name) => (folder === '.' ? name : `${folder}/${name}`)).filter((file) => tree.isFile(file));
  });
}

async function renew(tree: Tree, file: string): Promise<string[]> {
  const existing = tree.read(file, 'utf8')!;
  const line = regionLines(existing, 'options')?.[0];
  const before = regionLines(existing, 'legs');
  if (line === undefined || before === undefined) return [];
  const { fresh, guess } = await freshText(tree, file, storedOptions(file, line));
  const after = regionLines(fresh, 'legs')!;
  const drift = [...idsOf(after, before, 'has no leg for'), ...idsOf(before, after, 'still has a leg for')];
  if (before.join('\n') === after.join('\n')) return [];
  const { text, edited } = renewed(existing, fresh, file)!;
  if (edited.length > 0) {
    logger.warn(editedWorkflow(file, edited));
    return [];
  }
  tree.write(file, text);
  if (guess !== undefined) logger.warn(mainBranchGuessed(file, guess));
  return (drift.length > 0 ? drift : ['has other legs than nx.json says']).map((detail) => `${file} ${detail}`);
}

interface Fresh {
  readonly fresh: string;
  /** Why git did not say which branch is the main one; to compare legs, which is what CI does, it is not needed. */
  readonly guess?: string;
}

async function freshText(tree: Tree, file: string, options: CheckedOptions): Promise<Fresh> {
  const nxJson = readNxJson(tree) ?? {};
  const legs = legsOf(nxJson, options.ports);
  const goVersionFile = await goVersionFileOf(tree, options.goVersionFile);
  const found = await repositoryOf(tree);
  // CI checks out no branch, may lack git or not trust the folder.
  const isKnown = !(found instanceof CrossTestError);
  const mainBranch = mainBranchOf(nxJson, isKnown ? found : { branch: '', has: () => false }, 'main');
  const isGuess = !isKnown && found.code === 'gitFailed' && nxJson.defaultBase === undefined;
  return {
    fresh: sealed(workflowText(tree, { options, legs, mainBranch, goVersionFile }, file)),
    guess: isGuess ? found.message : undefined,
  };
}

async function repositoryOf(tree: Tree): Promise<Repository | CrossTestError> {
  try {
    return await readRepository(tree.root);
  } catch (error) {
    if (error instanceof CrossTestError) return error;
    throw error;
  }
}

function storedOptions(file: string, line: string): CheckedOptions {
  try {
    return checkedOptions(JSON.parse(line.replace(/^[\s#]*/, '')) as CiWorkflowGeneratorSchema);
  } catch (error) {
    throw error instanceof SyntaxError ? regionsBroken(file, line.trim()) : error;
  }
}

/** Ports that one text names and the other does not. */
function idsOf(lines: readonly string[], others: readonly string[], what: string): string[] {
  const ports = (text: readonly string[]) =>
    text.flatMap((one) => /\b(?:GO_PORT|port)[:=] ?['"]?([\w/.,-]+)/.exec(one)?.[1] ?? []);
  const known = new Set(ports(others));
  return [...new Set(ports(lines))].filter((port) => !known.has(port)).map((port) => `${what} ${port}`);
}
