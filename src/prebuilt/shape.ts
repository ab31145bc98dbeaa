/** What a value that was read from JSON must look like. A name with `?` at its end may be missing. */
export type Shape = 'text' | 'flag' | readonly [Shape] | { readonly [name: string]: Shape };

/** Says what is wrong with a value, `packages[2].sha256 must be a text`; undefined when it has the shape. */
export function misfit(value: unknown, shape: Shape, path = 'it'): string | undefined {
  if (shape === 'text') return typeof value === 'string' ? undefined : `${path} must be a text`;
  if (shape === 'flag') return typeof value === 'boolean' ? undefined : `${path} must be true or false`;
  if (isList(shape)) {
    if (!Array.isArray(value)) return `${path} must be a list`;
    return first(value.map((item, index) => () => misfit(item, shape[0], `${path}[${index}]`)));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return `${path} must be an object`;
  return first(
    Object.entries(shape).map(([written, inner]) => () => {
      const name = written.replace(/\?$/, '');
      const member = (value as Readonly<Record<string, unknown>>)[name];
      if (member === undefined && written !== name) return undefined;
      return misfit(member, inner, path === 'it' ? name : `${path}.${name}`);
    }),
  );
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function first(checks: readonly (() => string | undefined)[]): string | undefined {
  for (const check of checks) {
    const found = check();
    if (found !== undefined) return found;
  }
  return undefined;
}
