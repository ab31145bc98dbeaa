/** The highest of some versions in go.mod files (golang.org/ref/mod#versions), as minimal version selection takes it. */
export function highest(versions: readonly (string | undefined)[]): string | undefined {
  return versions
    .filter((version) => version !== undefined)
    .reduce<string | undefined>(
      (best, version) => (best === undefined || compareVersions(version, best) > 0 ? version : best),
      undefined,
    );
}

/** semver.org, §11; what follows `+` does not count. @internal */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)];
  for (let i = 0; i < 3; i++) if (left.numbers[i] !== right.numbers[i]) return left.numbers[i]! - right.numbers[i]!;
  if (left.labels.length === 0 || right.labels.length === 0) return right.labels.length - left.labels.length;
  const count = Math.max(left.labels.length, right.labels.length);
  for (let i = 0; i < count; i++) {
    const order = compareLabels(left.labels[i], right.labels[i]);
    if (order !== 0) return order;
  }
  return 0;
}

function parts(version: string): { numbers: number[]; labels: string[] } {
  const [, core = '', label = ''] = /^v?([\d.]*)(?:-([^+]*))?/.exec(version) ?? [];
  const [major, minor, patch] = core.split('.').map(Number);
  return { numbers: [major ?? 0, minor ?? 0, patch ?? 0], labels: label === '' ? [] : label.split('.') };
}

function compareLabels(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined || b === undefined) return a === undefined ? -1 : 1;
  const [isNumberA, isNumberB] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (isNumberA && isNumberB) return Number(a) - Number(b);
  if (isNumberA !== isNumberB) return isNumberA ? -1 : 1;
  return a < b ? -1 : 1;
}
