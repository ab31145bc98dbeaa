const IDENTIFIER = /[\p{L}_][\p{L}\p{Nd}_]*/uy;
const SPACE = /[ \t\r\n]+/y;
/** What nearly all import paths are: `test` is faster than `exec`, which makes a list of what it found. */
const PLAIN = /"[^"\\\n]*"/y;
/** Matches an unclosed string too, up to its line's end: without the quote as its second group. */
const QUOTED = /"((?:[^"\\\n]|\\[^\n])*)("?)/y;
const LONGEST_TOKEN = 'package'.length;

/** What the head of a Go file says. */
export interface Head {
  readonly packageName?: string;
  readonly imports: readonly string[];
  /** Where its first code begins, behind the comments that may constrain it. */
  readonly code: number;
  /** `cut`: the text may have ended before the head did, and only more of it can tell. */
  readonly end: 'reached' | 'cut';
}

/**
 * Reads the package clause and the import declarations of a Go file (go.dev/ref/spec#Import_declarations) and stops at
 * the first other declaration. Never throws: what has been read until a mistake counts.
 */
export function scanImports(text: string): Head {
  return new Scanner(text, text.charCodeAt(0) === 0xfeff ? 1 : 0).head();
}

class Scanner {
  private readonly imports: string[] = [];

  constructor(
    private readonly text: string,
    private at: number,
  ) {}

  head(): Head {
    this.skip();
    const code = this.at;
    const packageName = this.packageClause();
    if (packageName !== undefined) this.importDeclarations();
    // What begins in the last few characters may be half a keyword or the first half of `//`.
    const isCut = this.at > this.text.length - LONGEST_TOKEN;
    return { packageName, imports: this.imports, code, end: isCut ? 'cut' : 'reached' };
  }

  private packageClause(): string | undefined {
    if (this.word() !== 'package') return undefined;
    this.skip();
    return this.word();
  }

  /** Up to the beginning of something else than an import, or of what is no Go. */
  private importDeclarations(): void {
    for (;;) {
      this.skip(';');
      const start = this.at;
      if (this.word() !== 'import') {
        this.at = start;
        return;
      }
      this.skip();
      if (this.text[this.at] === '(') {
        this.at++;
        if (!this.group()) return;
      } else if (!this.spec()) return;
    }
  }

  private group(): boolean {
    for (;;) {
      this.skip(';');
      if (this.text[this.at] === ')') {
        this.at++;
        return true;
      }
      if (!this.spec()) return false;
    }
  }

  private spec(): boolean {
    if (this.text[this.at] !== '"') this.name();
    const path = this.string();
    if (path === undefined) return false;
    this.imports.push(path);
    return true;
  }

  private name(): void {
    if (this.text[this.at] === '.') this.at++;
    else this.word();
    this.skip();
  }

  private string(): string | undefined {
    const quote = this.text[this.at];
    if (quote === '`') {
      const end = this.text.indexOf('`', this.at + 1);
      const raw = this.text.slice(this.at + 1, end);
      this.at = end < 0 ? this.text.length : end + 1;
      return end < 0 ? undefined : raw.replaceAll('\r', '');
    }
    if (quote !== '"') return undefined;
    PLAIN.lastIndex = this.at;
    if (PLAIN.test(this.text)) {
      const start = this.at + 1;
      this.at = PLAIN.lastIndex;
      return this.text.slice(start, this.at - 1);
    }
    QUOTED.lastIndex = this.at;
    const [whole, path, end] = QUOTED.exec(this.text)!;
    this.at += whole.length;
    return end === '"' ? unescape(path!) : undefined;
  }

  private word(): string | undefined {
    IDENTIFIER.lastIndex = this.at;
    if (!IDENTIFIER.test(this.text)) return undefined;
    const start = this.at;
    this.at = IDENTIFIER.lastIndex;
    return this.text.slice(start, this.at);
  }

  /** Past white space, comments and, where they may stand, semicolons. */
  private skip(also = ''): void {
    for (;;) {
      SPACE.lastIndex = this.at;
      if (SPACE.test(this.text)) this.at = SPACE.lastIndex;
      if (this.text.startsWith('//', this.at)) this.at = this.after('\n');
      else if (this.text.startsWith('/*', this.at)) this.at = this.after('*/');
      else if (also !== '' && this.text[this.at] === also) this.at++;
      else return;
    }
  }

  private after(end: string): number {
    const found = this.text.indexOf(end, this.at + 2);
    return found < 0 ? this.text.length : found + end.length;
  }
}

const ESCAPE = /\\(?:x(..)|u(.{4})|U(.{8})|([0-7]{3})|(.))/gs;

/** Import paths hold printable ASCII in practice; escapes of such are read all the same. */
function unescape(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(ESCAPE, (_, x?: string, u?: string, long?: string, octal?: string, char?: string) => {
    const byte = x === undefined ? Number.parseInt(octal ?? '', 8) : Number.parseInt(x, 16);
    const code = Number.parseInt(u ?? long ?? '', 16);
    if (byte < 0x80) return String.fromCharCode(byte);
    if (code <= 0x10ffff) return String.fromCodePoint(code);
    return char ?? '\ufffd';
  });
}
