import { CrossTestError } from './cross-test-error';

export function fileUnreadable(file: string): CrossTestError {
  return new CrossTestError(
    'invalidFile',
    `${file} is missing or no valid JSON, so it was not changed.`,
    `Mend ${file}, then run the generator again.`,
  );
}

export function unknownProject(name: string, known: readonly string[]): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    `There is no project '${name}' in this workspace.`,
    known.length > 0 ? `Projects: ${known.join(', ')}.` : "Run 'nx show projects' to see what Nx finds.",
  );
}

export function nothingToDo(): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    "No port was named: both 'ports' and 'checkPorts' are empty.",
    'Name one or more, for example --ports=arm64,s390x.',
  );
}

export function portNotOurs(project: string): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    `Project '${project}' has the port from an entry of nx-go-cross in nx.json that names projects itself with 'include'.`,
    "Change that entry by hand: its 'include' or its 'ports'.",
  );
}
