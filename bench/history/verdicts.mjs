// What became of each package, so that no figure stands for tests that were not run.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Out of the text of `go test`: `ok` or `FAIL` for each package with tests, and how many test binaries were started. */
export function verdictsOfGo(output) {
  const lines = [...output.matchAll(/^(ok|FAIL)\s+(golang\.org\/\S+)(.*)$/gm)];
  const tested = lines.filter(([, , , rest]) => !rest.includes('[no tests to run]'));
  return {
    verdicts: new Map(tested.map(([, verdict, path]) => [path, verdict])),
    started: lines.filter(([, , , rest]) => !/\(cached\)|\[(build|setup) failed\]/.test(rest)).length,
  };
}

/** Out of the summaries of the projects that ran. */
export function verdictsOfPlugin(dir, names, goarch) {
  const files = names.map((name) => join(dir, 'dist', 'go-cross', name, goarch, 'summary.json'));
  const packages = files
    .filter((file) => existsSync(file))
    .flatMap((file) => JSON.parse(readFileSync(file, 'utf8')).packages)
    .filter(({ outcome }) => outcome !== 'noTests');
  return {
    verdicts: new Map(packages.map(({ importPath, outcome }) => [importPath, outcome === 'passed' ? 'ok' : 'FAIL'])),
    started: packages.filter(({ cached }) => !cached).length,
  };
}

/** A line for each package that two sides see differently. */
export function differences(plain, plugin) {
  const paths = [...new Set([...plain.keys(), ...plugin.keys()])].toSorted();
  return paths
    .filter((path) => plain.get(path) !== plugin.get(path))
    .map((path) => `${path}: ${plain.get(path) ?? 'nothing'} plain, ${plugin.get(path) ?? 'nothing'} with the plugin`);
}
