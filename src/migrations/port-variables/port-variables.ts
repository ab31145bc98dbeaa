import { getProjects, joinPathFragments, logger, type Tree } from '@nx/devkit';
import { JsonText } from '../../generators';
import { MACHINE_VARIABLE, portVariable } from '../../task-key';

interface Target {
  readonly executor?: string;
  readonly inputs?: readonly unknown[];
  readonly options?: { readonly goarch?: string };
}

/**
 * Since 0.2.0 what a machine runs a port with is a variable per GOARCH, so that another emulator of s390x re-runs no
 * arm64 test. A target that lists its inputs itself has only the old variable, and would replay the result of another
 * emulator: it gets the new one beside it.
 */
export default function portVariables(tree: Tree): void {
  for (const { root } of getProjects(tree).values()) {
    for (const [name, at] of [
      ['project.json', ['targets']],
      ['package.json', ['nx', 'targets']],
    ] as const) {
      const file = joinPathFragments(root, name);
      if (tree.exists(file)) migrateTargets(file, at, new JsonText(tree, file));
    }
  }
  if (tree.exists('nx.json')) tellOfDefaults(new JsonText(tree, 'nx.json'));
}

function migrateTargets(file: string, at: readonly string[], json: JsonText): void {
  for (const [name, target] of Object.entries(json.get<Record<string, Target>>(at) ?? {})) {
    if (target.executor !== 'nx-go-cross:test' || !isOld(target)) continue;
    const { goarch } = target.options ?? {};
    if (goarch === undefined) tell(`${file}: target ${name}`);
    else json.push([...at, name, 'inputs'], { env: portVariable(goarch) });
  }
}

/** Defaults are for targets of any port, so nobody but the user knows which variable is missing. */
function tellOfDefaults(json: JsonText): void {
  for (const [name, defaults] of Object.entries(json.get<Record<string, Target>>(['targetDefaults']) ?? {})) {
    if (isOld(defaults)) tell(`nx.json: targetDefaults of ${name}`);
  }
}

function isOld({ inputs }: Target): boolean {
  const variables = (Array.isArray(inputs) ? inputs : []).map((input) => (input as { env?: string } | null)?.env);
  return variables.includes(MACHINE_VARIABLE) && !variables.some((name) => name?.startsWith(`${MACHINE_VARIABLE}_`));
}

function tell(what: string): void {
  logger.warn(
    `${what} has the input { "env": "${MACHINE_VARIABLE}" } and names no GOARCH. ` +
      `Add { "env": "${portVariable('arm64')}" }, or that of its own GOARCH: without it, another emulator is not noticed.`,
  );
}
