import { splitLines } from '../events';

/** What cmd/go looks for in the output of a binary, to repeat it in the package's last line. */
export interface OutputNotes {
  add(bytes: Buffer): void;
  readonly isEmpty: boolean;
  readonly endsLine: boolean;
  /** For example `\tcoverage: 66.7% of statements`. */
  readonly coverage: string;
  readonly noTestsToRun: boolean;
}

export function outputNotes(): OutputNotes {
  const notes = { isEmpty: true, endsLine: true, coverage: '', noTestsToRun: false };
  const lines = splitLines((line) => {
    if (line === 'testing: warning: no tests to run') notes.noTestsToRun = true;
    const [, coverage] = /coverage: (.*)/.exec(line) ?? [];
    if (coverage !== undefined && notes.coverage === '') notes.coverage = `\tcoverage: ${coverage}`;
  });
  const add = (bytes: Buffer) => {
    if (bytes.length === 0) return;
    notes.isEmpty = false;
    notes.endsLine = bytes.at(-1) === '\n'.charCodeAt(0);
    lines.push(bytes);
  };
  return Object.assign(notes, { add });
}
