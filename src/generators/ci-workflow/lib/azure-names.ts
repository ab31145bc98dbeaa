/** Azure's names have letters, digits and underscores only, so that two ids may want the same. */
export function azureNames(ids: readonly string[]): Record<string, string> {
  const names = new Map<string, string>();
  for (const id of ids) {
    const plain = id.replace(/^(?=\d)/, '_').replace(/[^A-Za-z0-9_]/g, '_');
    const taken = new Set(names.values());
    const free = [plain, ...ids.map((_id, index) => `${plain}_${index + 2}`)].find((name) => !taken.has(name))!;
    names.set(id, free);
  }
  return Object.fromEntries(names);
}
