import { dirname } from 'node:path';
import type { Guard } from '../../process';
import { startContainer } from '../container/start-container';
import { startGoTest } from '../go-test';
import { outputLines } from '../output-lines';
import { openScratch, type Scratch } from '../scratch';
import { shimPart } from '../shim-settings';
import { keepTestLogs, takeTestLogs, type TestLog } from '../test-log';
import type { TestUnit } from '../unit';
import { EventRouter } from './event-router';
import { goVersionIn } from '../go-version';
import { groupPackages, patternFrom, type GroupPackages } from './group-packages';
import { apartEnd, type Participant, type SharedEnd } from './shared-end';
import { splitProfile } from './split-profile';
import { moduleRoot } from './why-apart';

interface Session {
  readonly guard: Guard;
  readonly signal?: AbortSignal;
}

/** Runs one `go test` for the packages of several units that can share it. Every unit gets an end. */
export async function runShared(
  participants: readonly Participant[],
  session: Session,
): Promise<ReadonlyMap<TestUnit, SharedEnd>> {
  const units = participants.map(({ unit }) => unit);
  const root = dirname(moduleRoot(units[0]!)!);
  const other = await otherGo(units[0]!, root, session.signal);
  if (other !== undefined) return new Map(units.map((unit) => [unit, apartEnd(other)]));
  const packages = await groupPackages(units, root, session.signal);
  const ends = new Map([...packages.apart].map(([unit, why]) => [unit, apartEnd(why)]));
  const together = participants.filter(({ unit }) => packages.of.has(unit));
  if (together.length < 2) {
    for (const { unit } of together) ends.set(unit, apartEnd('no other project is left to share it with'));
    return ends;
  }
  const scratch = openScratch(scratchName(units[0]!), session.guard, dirname(units[0]!.scratch));
  try {
    const shared = sharedUnit(together, root, scratch);
    for (const [unit, end] of await runTogether(shared, together, packages, session)) ends.set(unit, end);
    return ends;
  } finally {
    const remains = scratch.close();
    if (remains !== undefined) participants[0]!.onText(`nx-go-cross: ${scratch.path} cannot be removed: ${remains}`);
  }
}

/** A version manager goes by the folder that it is started in. Half a sentence if that changes what is tested. */
async function otherGo(unit: TestUnit, root: string, signal?: AbortSignal): Promise<string | undefined> {
  const version = await goVersionIn(unit, root, signal);
  if (version === unit.place.goVersion) return undefined;
  return `go is ${version ?? 'not to be had'} in the folder of the main module, and ${unit.place.goVersion} in that of the project`;
}

/** The same for the same port and module, whichever projects take part: tests that ask for GOENV see the folder. */
function scratchName(unit: TestUnit): string {
  return JSON.stringify(['shared', moduleRoot(unit), unit.port]);
}

function sharedUnit(together: readonly Participant[], root: string, scratch: Scratch): TestUnit {
  const units = together.map(({ unit }) => unit);
  const [first] = units;
  const patterns = units.flatMap((unit) => unit.options.packages.map((pattern) => patternFrom(root, unit, pattern)));
  return {
    ...first!,
    dir: root,
    options: { ...first!.options, packages: [...new Set(patterns)] },
    outputDir: scratch.results,
    scratch: scratch.path,
  };
}

async function runTogether(
  shared: TestUnit,
  together: readonly Participant[],
  packages: GroupPackages,
  { guard, signal }: Session,
): Promise<Map<TestUnit, SharedEnd>> {
  const router = new EventRouter();
  for (const { unit, ...sinks } of together) router.add(packages.of.get(unit)!, sinks);
  const lines = outputLines({
    onEvent: (event, raw) => router.event(event, raw),
    onText: (line) => router.text(line),
  });
  const parts = together.map(({ unit }) =>
    shimPart(
      unit,
      packages.of.get(unit)!.map(({ dir }) => dir),
    ),
  );
  for (const { unit, onPackages } of together) onPackages?.(packages.of.get(unit)!.map(({ importPath }) => importPath));
  const startedAt = new Date();
  if (shared.keepTestLogs) keepTestLogs(shared.scratch);
  const stopContainer = await startContainer(shared, signal);
  const output = { onStdout: lines.stdout, onStderr: lines.stderr };
  const { exitCode, cancelled } = await startGoTest(shared, parts, { ...output, guard, signal }).finally(stopContainer);
  lines.end();
  router.end();
  if (!cancelled) splitProfile(shared, packages);
  const testLogs = takeTestLogs(shared.scratch);
  const endOf = (unit: TestUnit) => {
    const own = packages.of.get(unit)!;
    const seconds = ((router.lastEnd(own) ?? Date.now()) - startedAt.getTime()) / 1_000;
    // What ended it was perhaps one package of one unit.
    const again = cancelled ? [] : router.notRun(own, exitCode === undefined);
    const logs = logsOf(testLogs, own);
    return { startedAt, seconds, cancelled, again, exitCode: exitCodeOf(router, own, exitCode), testLogs: logs };
  };
  return new Map(together.map(({ unit }) => [unit, endOf(unit)]));
}

/** What is wrong with no package of any unit is wrong with all of them. */
function exitCodeOf(router: EventRouter, own: Parameters<EventRouter['lastEnd']>[0], exitCode?: number) {
  if (router.anyTestsFailed(own)) return 1;
  return exitCode === undefined || router.anyFailed() ? 0 : exitCode;
}

function logsOf(logs: readonly TestLog[], packages: readonly { readonly dir: string }[]): TestLog[] {
  const folders = new Set(packages.map(({ dir }) => dir));
  return logs.filter(({ dir }) => folders.has(dir));
}
