import { stripVTControlCharacters } from 'node:util';

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element; its content is XML already. Attributes that are undefined are left out. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const pairs = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeText(String(value)).replace(/"/g, '&quot;').replace(/\n/g, '&#10;')}"`);
  return content === '' ? `<${name}${pairs.join('')}/>` : `<${name}${pairs.join('')}>${content}</${name}>`;
}

/** Text as content of an element: markup escaped, colours taken away, and what XML 1.0 cannot hold at all. */
export function escapeText(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/[^\t\n\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}
