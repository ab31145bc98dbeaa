import { CrossTestError } from '../errors';

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
