import type { Failure } from './failure';

/** A place in a Go file. */
export interface Position {
  readonly file: string;
  readonly line: number;
}

/** A message of testing.T, by Log and Skip as well as by Error and Fatal: nothing in the text tells them apart. */
export interface Message extends Position {
  /** Its first line. */
  readonly text: string;
}

/** Where testing.T printed a message: `    x_test.go:12: got 1, want 2`, indented once per level of subtest. */
const POSITION = /^\s+([^\s:][^:\n]*\.go):(\d+): (.*)/gm;

/** A frame of a stack: `\t/home/me/svc/svc.go:12 +0x1d`. */
const FRAME = /^\t(\S.*\.go):(\d+)(?: \+0x|$)/gm;

/** What a compiler or vet found: `./svc.go:3:5: undefined: x`. */
const COMPILED = /^(?:vet: )?([^\s:][^:\n]*\.go):(\d+)(?::\d+)?: /gm;

/** The messages of a test, in order. The files have no folder: it is that of the package. */
export function messagesIn(output: string): Message[] {
  return positionsOf(POSITION, output).map(({ text, ...position }) => ({ ...position, text }));
}

/** The frames below a panic or fatal error, innermost first. */
export function framesIn(output: string): Position[] {
  const at = output.search(/^(panic|fatal error): /m);
  return at < 0 ? [] : positionsOf(FRAME, output.slice(at)).map(({ file, line }) => ({ file, line }));
}

/** What compiler or vet found, with files as they are seen from the folder that cmd/go ran in. */
export function compilePositionsIn(output: string): Position[] {
  return positionsOf(COMPILED, output).map(({ file, line }) => ({ file, line }));
}

function positionsOf(pattern: RegExp, output: string): Message[] {
  return [...output.matchAll(pattern)].map(([, file, line, text = '']) => ({ file: file!, line: Number(line), text }));
}

/** A failed test with the place of its first message. */
export function failureOf(test: string, output: string): Failure {
  const [first] = messagesIn(output);
  return first === undefined ? { test, output } : { test, file: first.file, line: first.line, output };
}

/** The first line of the message at the failure's place, or of the panic; undefined when there is neither. */
export function failureMessage({ output, line }: Pick<Failure, 'output' | 'line'>): string | undefined {
  const messages = messagesIn(output);
  const own = messages.find((message) => message.line === line);
  const panic = /^(?:panic|fatal error): .*/m.exec(output)?.[0];
  return own?.text ?? panic ?? messages[0]?.text;
}
