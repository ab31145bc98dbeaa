/** A function of one string that answers each question once. */
export function remembered<V>(find: (key: string) => V): (key: string) => V {
  const known = new Map<string, V>();
  return (key) => {
    const value = known.get(key);
    if (value !== undefined || known.has(key)) return value as V;
    const found = find(key);
    known.set(key, found);
    return found;
  };
}
