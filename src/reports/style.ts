export interface Style {
  good(text: string): string;
  bad(text: string): string;
  faint(text: string): string;
  bold(text: string): string;
}

/** SGR colours, or nothing at all. */
export function styleFor(color: boolean): Style {
  const wrap = (code: number) => (text: string) => (color ? `\x1b[${code}m${text}\x1b[0m` : text);
  return { good: wrap(32), bad: wrap(31), faint: wrap(2), bold: wrap(1) };
}

export function seconds(value: number): string {
  return value < 10 ? `${value.toFixed(2)}s` : value < 100 ? `${value.toFixed(1)}s` : `${Math.round(value)}s`;
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
