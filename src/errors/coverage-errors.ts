import { CrossTestError } from './cross-test-error';

/** `what` is the end of a sentence about the line, or about the whole. */
export function badProfile(file: string, line: number | undefined, what: string): CrossTestError {
  return new CrossTestError(
    'invalidFile',
    `${file}${line === undefined ? '' : `, line ${line},`} ${what}.`,
    'Remove it and run those tests again with option cover.',
  );
}

export function profileMissing(target: string, project: string, file: string): CrossTestError {
  return new CrossTestError(
    'invalidFile',
    `Target '${target}' of ${project} has left no cover profile: there is no ${file}.`,
    `Run it with cover, for example 'nx run ${project}:${target} -- --cover', or name other 'targets'.`,
  );
}

export function noTestTargets(project: string): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    `Project '${project}' has no target of executor nx-go-cross:test, so that there is nothing to merge.`,
    `See 'nx show project ${project}' for its targets.`,
  );
}

export function notATestTarget(target: string, project: string, known: readonly string[]): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    `Option 'targets' names '${target}', which is no target of project '${project}' with executor nx-go-cross:test.`,
    `Those are: ${known.join(', ')}.`,
  );
}

export function coverageNameTaken(): CrossTestError {
  return new CrossTestError(
    'invalidPort',
    "A port of nx-go-cross is named 'coverage', which is the folder of the merged profiles that 'coverageTargetName' asks for.",
    "Give the port another 'name' in nx.json.",
  );
}
