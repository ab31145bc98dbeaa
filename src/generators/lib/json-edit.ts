import { applyEdits, findNodeAtLocation, modify, parseTree, type Node } from 'jsonc-parser';

export type Path = readonly (string | number)[];

/**
 * Text edits of JSON with comments. jsonc-parser's own insertions and removals format the neighbours anew; here these
 * stay as they are, so that removing what was added gives the old text back.
 */
export function insertNode(text: string, path: Path, value: unknown, isFirst = false): string {
  const parent = nodeAt(text, path.slice(0, -1));
  const siblings = parent?.children ?? [];
  if (siblings.length === 0) return replaceNode(text, path, value);
  const neighbour = isFirst ? siblings[0]! : siblings.at(-1)!;
  const separator = separatorOf(text, parent!, neighbour);
  const key = parent!.type === 'object' ? `${JSON.stringify(path.at(-1))}: ` : '';
  const item = key + serialize(value, separator, formattingOf(text));
  return isFirst
    ? `${text.slice(0, neighbour.offset)}${item},${separator}${text.slice(neighbour.offset)}`
    : `${text.slice(0, end(neighbour))},${separator}${item}${text.slice(end(neighbour))}`;
}

/** Sets a value that is there already, or makes the path to it. */
export function replaceNode(text: string, path: Path, value: unknown): string {
  const { indent, eol } = formattingOf(text);
  const formattingOptions = {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 1 : indent.length,
    eol,
  };
  return applyEdits(text, modify(text, [...path], value, { formattingOptions }));
}

export function removeNode(text: string, path: Path): string {
  const found = nodeAt(text, path);
  const item = found?.parent?.type === 'property' ? found.parent : found;
  const siblings = item?.parent?.children ?? [];
  if (item?.parent === undefined) return text;
  const at = siblings.indexOf(item);
  const [before, after] = [siblings[at - 1], siblings[at + 1]];
  // With the comma and the white space before it, or else up to what follows.
  if (before) return text.slice(0, end(before)) + text.slice(end(item));
  if (after) return text.slice(0, item.offset) + text.slice(after.offset);
  return text.slice(0, item.parent.offset + 1) + text.slice(end(item.parent) - 1);
}

export function nodeAt(text: string, path: Path): Node | undefined {
  const root = parseTree(text, [], { allowTrailingComma: true });
  return root && findNodeAtLocation(root, [...path]);
}

function end({ offset, length }: { offset: number; length: number }): number {
  return offset + length;
}

/** What stands before an item: a line end and the indentation, or a blank where all is on one line. */
function separatorOf(text: string, parent: Node, item: Node): string {
  const before = text.slice(parent.offset + 1, item.offset);
  const space = /\s*$/.exec(before)![0];
  return space.includes('\n') ? space.slice(space.lastIndexOf('\n') - (space.includes('\r\n') ? 1 : 0)) : ' ';
}

function serialize(value: unknown, separator: string, { indent, eol }: ReturnType<typeof formattingOf>): string {
  if (!separator.includes('\n')) return JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ');
  return JSON.stringify(value, null, indent).replaceAll('\n', `${eol}${separator.replace(/^\r?\n/, '')}`);
}

/** The indentation and the line ends that a file has. */
function formattingOf(text: string): { indent: string; eol: string } {
  return { indent: /^([ \t]+)\S/m.exec(text)?.[1] ?? '  ', eol: text.includes('\r\n') ? '\r\n' : '\n' };
}
