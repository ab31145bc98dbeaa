const IDENTIFIER = /[\p{L}_][\p{L}\p{Nd}_]*/uy;
const SPACE = /[ \t\r\n]+/y;

/** What the head of a Go file says. `complete` is false when the text ended, or stopped being Go, before the head did. */
export interface Head {
  readonly imports: readonly string[];
  readonly complete: boolean;
}

/**
 * Reads the package clause and the import declarations of a Go file (go.dev/ref/spec#Import_declarations) and stops at
 * the first other declaration. Never throws: what has been read until a mistake counts.
 */
export function scanImports(text: string): Head {
  return new Scanner(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text).head();
}

class Scanner {
  private at = 0;
  private readonly imports: string[] = [];

  constructor(private readonly text: string) {}

  head(): Head {
    const complete = this.isPackageClause() && this.importDeclarations();
    return { imports: this.imports, complete };
  }

  private isPackageClause(): boolean {
    this.skip();
    return this.word() === 'package' && (this.skip(), this.word() !== undefined);
  }

  /** True when something else than an import follows. */
  private importDeclarations(): boolean {
    for (;;) {
      this.skip(';');
      const start = this.at;
      if (this.word() !== 'import') return start < this.text.length && this.isNoPartialWord(start);
      this.skip();
      if (this.text[this.at] === '(') {
        this.at++;
        if (!this.group()) return false;
      } else if (!this.spec()) return false;
    }
  }

  /** A word that ends with the text may be the beginning of `import`. */
  private isNoPartialWord(start: number): boolean {
    return this.at < this.text.length || !'import'.startsWith(this.text.slice(start));
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
    if (this.text[this.at] === '.') this.at++;
    else this.word();
    this.skip();
    const path = this.string();
    if (path === undefined) return false;
    this.imports.push(path);
    return true;
  }

  private string(): string | undefined {
    const quote = this.text[this.at];
    if (quote === '`') {
      const end = this.text.indexOf('`', this.at + 1);
      if (end < 0) return undefined;
      const raw = this.text.slice(this.at + 1, end);
      this.at = end + 1;
      return raw.replaceAll('\r', '');
    }
    const match = quote === '"' ? /"((?:[^"\\\n]|\\.)*)"/y : undefined;
    if (!match) return undefined;
    match.lastIndex = this.at;
    const found = match.exec(this.text);
    if (!found) return undefined;
    this.at = match.lastIndex;
    return unescape(found[1]!);
  }

  private word(): string | undefined {
    IDENTIFIER.lastIndex = this.at;
    const found = IDENTIFIER.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
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

/** Import paths hold printable ASCII in practice; the escapes that Go allows are read all the same. */
function unescape(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{3}|.)/g, (_, escape: string) => {
    if (/^[xuU]/.test(escape)) return String.fromCodePoint(Number.parseInt(escape.slice(1), 16));
    if (/^[0-7]/.test(escape)) return String.fromCodePoint(Number.parseInt(escape, 8));
    return escape;
  });
}
