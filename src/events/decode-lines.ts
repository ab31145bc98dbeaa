import { StringDecoder } from 'node:string_decoder';
import type { TestEvent } from './test-event';

/** One line of a stream that should hold events: an event, or text that somebody else printed. */
export type DecodedLine =
  { readonly raw: string; readonly event: TestEvent } | { readonly raw: string; readonly event?: undefined };

export interface LineSplitter {
  push(chunk: Buffer): void;
  /** The stream is over: a last line without a newline counts. */
  end(): void;
}

/** Cuts a byte stream into lines. Chunks may end inside a line or inside a UTF-8 sequence. */
export function splitLines(onLine: (line: string) => void): LineSplitter {
  const decoder = new StringDecoder('utf8');
  // Pieces are joined once per line, so that a line of many megabytes costs its length and not its square.
  let pieces: string[] = [];
  const take = (text: string) => {
    const lines = text.split('\n');
    pieces.push(lines[0]!);
    if (lines.length === 1) return;
    onLine(pieces.join(''));
    for (let i = 1; i < lines.length - 1; i++) onLine(lines[i]!);
    pieces = [lines.at(-1)!];
  };
  return {
    push: (chunk) => take(decoder.write(chunk)),
    end: () => {
      take(decoder.end());
      const last = pieces.join('');
      pieces = [];
      if (last !== '') onLine(last);
    },
  };
}

/** An event, if the line is one; anything else, well-formed JSON included, is text. */
export function decodeLine(raw: string): DecodedLine {
  if (!raw.startsWith('{')) return { raw };
  try {
    const value = JSON.parse(raw) as TestEvent;
    return typeof value.Action === 'string' && (value.Package ?? value.ImportPath) !== undefined
      ? { raw, event: value }
      : { raw };
  } catch {
    return { raw };
  }
}
