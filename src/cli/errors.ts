import { CrossTestError } from '../errors';

export function unknownCommand(name: string, known: readonly string[]): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    `nx-go-cross has no command '${name}'. Commands: ${known.join(', ')}.`,
    "Run 'nx-go-cross --help' to see what they do.",
  );
}

export function badArguments(command: string, reason: string): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    `nx-go-cross ${command}: ${reason}`,
    `Run 'nx-go-cross ${command} --help' to see its options.`,
  );
}

export function noSummaries(folder: string): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    `There is no summary.json below ${folder}.`,
    "Run tests first ('nx run-many -t test-ports'), in the workspace's root, or say with --in where their results are.",
  );
}

export function badSummary(file: string, reason: string): CrossTestError {
  return new CrossTestError('invalidFile', `${file} ${reason}.`, 'Remove it, or run those tests again.');
}

export function stdoutUnwritable(reason: string): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    `Standard output cannot be written to: ${reason}`,
    'Check where it is redirected to, and whether there is space left.',
  );
}
