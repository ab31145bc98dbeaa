import { findNodeAtLocation, parseTree, type Node } from 'jsonc-parser';

export type Path = readonly (string | number)[];

/**
 * Text edits of JSON with comments. jsonc-parser's own insertions and removals format the neighbours anew; here these
 * stay as they are, so that removing what was added gives the old text back.
 */
export function insertNode(text: string, path: Path, value: unknown, isFirst = false): string {
  const parent = nodeAt(text, path.slice(0, -1))!;
  const siblings = parent.children ?? [];
  const key = parent.type === 'object' ? `${JSON.stringify(path.at(-1))}: ` : '';
  if (siblings.length === 0) return insertOnly(text, parent, key, value);
  const neighbour = isFirst ? siblings[0]! : siblings.at(-1)!;
  const separator = separatorOf(text, parent, neighbour);
  const item = key + serialize(value, separator, formattingOf(text));
  return isFirst
    ? `${text.slice(0, neighbour.offset)}${item},${separator}${text.slice(neighbour.offset)}`
    : `${text.slice(0, end(neighbour))},${separator}${item}${text.slice(end(neighbour))}`;
}

/** As the only child of an object or array that is empty: on lines of its own, unless the whole file is one line. */
function insertOnly(text: string, parent: Node, key: string, value: unknown): string {
  const { indent, eol } = formattingOf(text);
  const isOneLine = !text.trim().includes('\n') && parent.parent !== undefined;
  const [line] = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', parent.offset) + 1))!;
  const [before, after] = isOneLine ? [' ', ' '] : [`${eol}${line}${indent}`, `${eol}${line}`];
  const comments = text.slice(parent.offset + 1, end(parent) - 1).trimEnd();
  const item = key + serialize(value, before, { indent, eol });
  return `${text.slice(0, parent.offset + 1)}${comments}${before}${item}${after}${text.slice(end(parent) - 1)}`;
}

/** Sets a value that is there already. */
export function replaceNode(text: string, path: Path, value: unknown): string {
  const node = nodeAt(text, path)!;
  const item = node.parent?.type === 'property' ? node.parent : node;
  const separator = separatorOf(text, item.parent!, item);
  return text.slice(0, node.offset) + serialize(value, separator, formattingOf(text)) + text.slice(end(node));
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
  return removeOnly(text, item, item.parent);
}

/** With the white space around it; comments stay. */
function removeOnly(text: string, item: Node, parent: Node): string {
  const before = text.slice(parent.offset + 1, item.offset).trimEnd();
  const after = text.slice(end(item), end(parent) - 1).replace(/^\s*,/, '');
  const kept = before + after.trim() === '' ? '' : before + after;
  return text.slice(0, parent.offset + 1) + kept + text.slice(end(parent) - 1);
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
