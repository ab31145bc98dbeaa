// How many test binaries were really started: a run that Go answered from its cache must not pass for a run.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package that ran ends its line with seconds, one from the cache with `(cached)`. */
const RAN = /^ok .*\t[\d.]+s$/gm;

/** Out of the text of `go test`. Nx prints what it replays, too: only the tasks that ran are looked at. */
export function startedByGo(ran, output) {
  const blocks = output.split(/^> nx run /m).filter((block) => ran.includes(/^\S+/.exec(block)?.[0]));
  return blocks.reduce((sum, block) => sum + countRan(block), 0);
}

export function countRan(output) {
  return (output.match(RAN) ?? []).length;
}

/** Out of the summaries of the tasks that ran. */
export function startedByPlugin(ran, _output, dir) {
  const packages = ran.flatMap((id) => {
    const [module, target] = id.split(':');
    const file = join(dir, 'dist', 'go-cross', module, target.replace('test-', ''), 'summary.json');
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  });
  return packages.filter(({ outcome, cached }) => outcome === 'passed' && !cached).length;
}
