import type { Reporter, Writer } from './reporter';

/** The events as Go gave them, and nothing else. */
export function json(writer: Writer): Reporter {
  return {
    onPackages: () => undefined,
    onText: () => undefined,
    onRetry: () => undefined,
    onEvent: (_event, _run, raw) => writer.write(`${raw}\n`),
    end: () => undefined,
  };
}
