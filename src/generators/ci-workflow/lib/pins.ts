import { ACTIONS, type ActionName, type Pin } from '../pinned';

/** An action may lie in a folder of its repository: `actions/cache/save`. */
const USES = /uses: ([\w.-]+\/[\w.-]+)(?:\/[\w./-]+)?@([0-9a-f]{40}) # v(\S+)/g;

/** `owner/name@commit # version` for every action: ours, or a newer one that Dependabot put into the existing file. */
export function usesOf(existing: string): Record<ActionName, string> {
  const found = new Map<string, Pin>();
  for (const [, name, sha, version] of existing.matchAll(USES)) found.set(name!, { sha: sha!, version: `v${version}` });
  const entries = Object.entries(ACTIONS).map(([name, ours]) => {
    const theirs = found.get(name);
    const { sha, version } = theirs && isNewer(theirs.version, ours.version) ? theirs : ours;
    return [name, `${name}@${sha} # ${version}`];
  });
  return Object.fromEntries(entries) as Record<ActionName, string>;
}

function isNewer(a: string, b: string): boolean {
  const [left, right] = [a, b].map((version) => version.slice(1).split('.').map(Number)) as [number[], number[]];
  const at = [0, 1, 2].find((index) => (left[index] ?? 0) !== (right[index] ?? 0));
  return at !== undefined && (left[at] ?? 0) > (right[at] ?? 0);
}
