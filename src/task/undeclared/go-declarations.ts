/** One declaration at the top level of a Go file, as gofmt writes it. */
export interface GoDeclaration {
  readonly kind: 'func' | 'var';
  /** Of a function or a method. */
  readonly name: string;
  readonly isMethod: boolean;
  readonly text: string;
}

export interface GoFile {
  /** Import paths by the names that the file knows them by. */
  readonly imports: ReadonlyMap<string, string>;
  /** All of them: those for their side effects have no name. */
  readonly importPaths: readonly string[];
  readonly declarations: readonly GoDeclaration[];
}

const COMMENT_OR_TEXT = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|`[^`]*`|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'/g;
const IMPORT = /^(?:import)?\s*(?:([\w.]+)\s+)?"([^"\n]+)"/gm;
const FUNCTION = /^func (\([^)]*\) )?(\w+)/;

/** Imports, functions and variables of a Go file. A form that gofmt would change is not looked for. */
export function readGoFile(source: string): GoFile {
  // Neither a comment, a text in back quotes nor a rune may look like a declaration; lines stay where they are.
  const code = source.replace(COMMENT_OR_TEXT, (text) => (/^[/`']/.test(text) ? text.replace(/[^\n]/g, ' ') : text));
  const chunks = code.split(/^(?=(?:func|var|const|type|import)\b)/m);
  const imports = chunks.filter((chunk) => chunk.startsWith('import')).flatMap((chunk) => [...chunk.matchAll(IMPORT)]);
  return {
    imports: new Map(imports.map(([, name, path]) => [name ?? packageName(path!), path!])),
    importPaths: imports.map(([, , path]) => path!),
    declarations: chunks.flatMap((text): GoDeclaration[] => {
      if (text.startsWith('var')) return [{ kind: 'var', name: '', isMethod: false, text: withoutFunctions(text) }];
      const [, receiver, name] = FUNCTION.exec(text) ?? [];
      return name === undefined ? [] : [{ kind: 'func', name, isMethod: receiver !== undefined, text }];
    }),
  };
}

/** The last part of the path, without a major version. */
function packageName(path: string): string {
  const parts = path.replace(/\/v\d+$/, '').split('/');
  return parts.at(-1)!;
}

/** A function that a variable holds runs when somebody calls it; one that is called on the spot runs now. */
function withoutFunctions(text: string): string {
  for (let at = 0; ;) {
    const start = text.slice(at).search(/\bfunc\s*\(/);
    if (start < 0) return text;
    const open = text.indexOf('{', at + start);
    const end = open < 0 ? -1 : closing(text, open);
    if (end < 0) return text;
    if (text[end + 1] === '(') at = end;
    else {
      text = text.slice(0, at + start) + text.slice(end + 1);
      at += start;
    }
  }
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) return at;
  }
  return -1;
}
