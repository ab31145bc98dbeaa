import type { Reporter, Writer } from './reporter';

/** The events as Go gave them, and nothing else. All the rest is told by a report beside it, somewhere else. */
export function json(writer: Writer, beside: Reporter): Reporter {
  return {
    ...beside,
    onEvent: (event, run, raw) => {
      writer.write(`${raw}\n`);
      beside.onEvent(event, run, raw);
    },
  };
}
