import type { GoflagsFixture } from './fixture';
import { CGO_ENV, type Executor, type Place, type Row } from './row';
import type { CgoRow } from './rows';
import { withoutLinking, withoutPaths, type Seen } from './seen';

export interface Trial {
  readonly row: Row;
  readonly goarch: string;
  readonly place: Place;
  readonly executor: Executor;
  readonly cgo?: keyof typeof CGO_ENV;
}

/** Runs all trials, two at a time, and returns what is different in each: nothing is what it is to be. */
export async function compareAll(fixture: GoflagsFixture, trials: readonly Trial[]): Promise<Map<Trial, string[]>> {
  const found = new Map<Trial, string[]>();
  const queue = trials.values();
  const work = async () => {
    for (const trial of queue)
      found.set(trial, await compare(fixture, trial).catch((error: Error) => [`${error.stack}`]));
  };
  await Promise.all([work(), work()]);
  return found;
}

export function titleOf({ row: { goflags, options }, goarch, place, executor, cgo }: Trial): string {
  const beside = options === undefined ? '' : ` beside ${JSON.stringify(options)}`;
  return `${executor} ${goarch}${cgo === undefined ? '' : ` cgo ${cgo}`}, ${place}: ${goflags}${beside}`;
}

async function compare(fixture: GoflagsFixture, { row, goarch, place, executor, cgo }: Trial): Promise<string[]> {
  const linked = cgo === 'static' ? (row as CgoRow).static : undefined;
  const refused = isList(linked) ? row.refused : (linked?.refused ?? row.refused);
  const ours = await fixture.ours(row, goarch, place, executor, cgo === undefined ? {} : { cgo });
  if (refused !== undefined) {
    const isSo = !ours.seen.passed && ours.output.includes(refused);
    return isSo ? [] : [`not refused with '${refused}': ${ours.output}`];
  }
  const flags = [...(executor === 'check' ? checking(row) : []), ...(isList(linked) ? linked : [])];
  const truth = await fixture.truth(row, goarch, place, { flags, env: cgo && CGO_ENV[cgo](goarch) });
  const shown = (seen: Seen) => withoutLinking(executor === 'binaries' ? withoutPaths(seen) : seen, cgo === 'static');
  const found = differences(shown(truth.seen), shown(ours.seen), executor);
  const outputs = [`\n--- ours:\n${ours.output.slice(-1500)}\n--- go:\n${truth.output.slice(-800)}`];
  return found.length === 0 ? [] : [...found, ...outputs];
}

const isList = (value: unknown): value is readonly string[] => Array.isArray(value);

/** Nothing runs, and everything is vetted unless somebody says otherwise. */
function checking({ goflags, options = {} }: Row): string[] {
  const isOpen = !/-vet\b/.test(goflags) && options.vet === undefined;
  return ['-exec=true', '-run=^$', ...(isOpen ? ['-vet=all'] : [])];
}

function differences(expected: Seen, actual: Seen, executor: Executor): string[] {
  const verdict = `go test ${expected.passed ? 'passes' : 'fails'}, the executor does not`;
  const verdicts = expected.passed === actual.passed ? [] : [verdict];
  return executor === 'check' || isUnbuilt(executor, actual) ? verdicts : [...verdicts, ...details(expected, actual)];
}

/** Where the binaries could not be kept, none were run. */
function isUnbuilt(executor: Executor, { passed, packages }: Seen): boolean {
  return executor === 'binaries' && !passed && !Object.values(packages).some(({ sees }) => sees.length > 0);
}

function details(expected: Seen, actual: Seen): string[] {
  const names = [...new Set([...Object.keys(expected.packages), ...Object.keys(actual.packages)])];
  return names.flatMap((name) => {
    const [go, ours] = [expected.packages[name], actual.packages[name]];
    if (go === undefined || ours === undefined) return [`${name} is ${go ? 'missing' : 'too much'}`];
    const [theirs, own] = [go.tests.join(', '), ours.tests.join(', ')];
    const lost = go.sees.filter((line) => !ours.sees.includes(line)).map((line) => `- ${line}`);
    const added = ours.sees.filter((line) => !go.sees.includes(line)).map((line) => `+ ${line}`);
    return [...(theirs === own ? [] : [`${name}: ${theirs} | ${own}`]), ...lost, ...added];
  });
}
