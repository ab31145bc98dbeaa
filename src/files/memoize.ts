/** Wraps a function of one argument so that it is called once for each. */
export function memoize<V, K = string>(find: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const value = known.get(key);
    if (value !== undefined || known.has(key)) return value as V;
    const found = find(key);
    known.set(key, found);
    return found;
  };
}
