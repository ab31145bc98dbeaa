import { parse, type ParseError } from 'jsonc-parser';
import type { Tree } from '@nx/devkit';
import { fileUnreadable } from '../errors';
import { insertNode, nodeAt, removeNode, replaceNode, type Path } from './json-edit';

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

  get<T>(path: Path): T | undefined {
    const root: unknown = parse(this.text, [], { allowTrailingComma: true });
    return path.reduce<unknown>((at, key) => (at as Record<string | number, unknown> | undefined)?.[key], root) as T;
  }

  has(path: Path): boolean {
    return nodeAt(this.text, path) !== undefined;
  }

  /** A new key goes to the end of its object, or to the beginning. Objects that are missing on the way are made. */
  set(path: Path, value: unknown, isFirst = false): void {
    if (this.has(path)) return this.write(replaceNode(this.text, path, value));
    let depth = path.length - 1;
    while (depth > 0 && !this.has(path.slice(0, depth))) depth--;
    const wrapped = path.slice(depth + 1).reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
    const isInPlace = depth === path.length - 1;
    this.write(insertNode(this.text, path.slice(0, depth + 1), wrapped, isInPlace && isFirst));
  }

  remove(path: Path): void {
    this.write(removeNode(this.text, path));
  }

  /** Puts an item at the end of an array, which is made when it is not there, at the end of its object or first. */
  push(path: Path, item: unknown, isFirst = false): void {
    const length = this.get<unknown[]>(path)?.length;
    if (length === undefined) this.set(path, [item], isFirst);
    else this.write(insertNode(this.text, [...path, length], item));
  }

  /** Removes an item from an array, and the array's own key with its last item. */
  pull(path: Path, item: unknown): void {
    const list = this.get<unknown[]>(path) ?? [];
    const index = list.indexOf(item);
    if (index >= 0) this.remove(list.length === 1 ? path : [...path, index]);
  }

  /** Whether a key is the first one of its object. */
  isFirst(path: Path): boolean {
    return Object.keys(this.get<object>(path.slice(0, -1)) ?? {})[0] === path.at(-1);
  }

  private get text(): string {
    return this.tree.read(this.file, 'utf8') ?? '';
  }

  private write(text: string): void {
    this.tree.write(this.file, text);
  }
}
