import { applyEdits, findNodeAtLocation, modify, parse, parseTree, type JSONPath, type ParseError } from 'jsonc-parser';
import type { Tree } from '@nx/devkit';
import { fileUnreadable } from '../../errors/generator-errors';

/** A JSON file with comments, changed in place: what an edit does not concern stays as it is, byte for byte. */
export class JsonText {
  constructor(
    private readonly tree: Tree,
    private readonly file: string,
  ) {
    const errors: ParseError[] = [];
    parse(this.text, errors, { allowTrailingComma: true });
    if (this.text === '' || errors.length > 0) throw fileUnreadable(file);
  }

  get<T>(path: JSONPath): T | undefined {
    const value = path.reduce<unknown>(
      (at, key) => (at as Record<string | number, unknown> | undefined)?.[key],
      this.value,
    );
    return value as T | undefined;
  }

  /** Undefined removes. */
  set(path: JSONPath, value: unknown): void {
    this.edit(path, value, false);
  }

  /** Puts an item at the end of an array, which is made when it is not there. */
  push(path: JSONPath, item: unknown): void {
    const length = this.get<unknown[]>(path)?.length;
    if (length === undefined) this.edit(path, [item], false);
    else this.edit([...path, length], item, true);
  }

  private edit(path: JSONPath, value: unknown, isArrayInsertion: boolean): void {
    const { text } = this;
    const formattingOptions = formattingOf(text);
    this.tree.write(this.file, applyEdits(text, modify(text, path, value, { formattingOptions, isArrayInsertion })));
  }

  has(path: JSONPath): boolean {
    const root = parseTree(this.text, [], { allowTrailingComma: true });
    return root !== undefined && findNodeAtLocation(root, path) !== undefined;
  }

  private get value(): unknown {
    return parse(this.text, [], { allowTrailingComma: true });
  }

  private get text(): string {
    return this.tree.read(this.file, 'utf8') ?? '';
  }
}

/** The indentation and the line ends that a file has. */
function formattingOf(text: string) {
  const indent = /^([ \t]+)\S/m.exec(text)?.[1] ?? '  ';
  return {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 1 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}
