import { CrossTestError } from './cross-test-error';

const WHERE = "Look at the options of plugin 'nx-go-cross' in nx.json.";

export function unknownPluginOption(name: string, known: readonly string[]): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    `nx-go-cross has no option '${name}'. Options: ${known.join(', ')}.`,
    WHERE,
  );
}

export function invalidPluginOption(name: string, value: unknown, expected: string): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    `Option '${name}' of nx-go-cross is ${JSON.stringify(value)}; it must be ${expected}.`,
    WHERE,
  );
}

export function portTwice(id: string, port: string): CrossTestError {
  return new CrossTestError(
    'invalidPort',
    `Option 'ports' of nx-go-cross lists '${id}' (${port}) twice.`,
    "Remove one of them, or give one a 'name' of its own.",
  );
}
