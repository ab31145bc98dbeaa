import type { NxJsonConfiguration, ProjectConfiguration } from '@nx/devkit';
import { legNameTwice, noPorts, nothingTested, notTestableInCi } from '../../errors';
import { normalizePluginOptions, ownEntries, type PluginOptions } from '../../../graph';
import { formatPort, parsePort, portId, type Port } from '../../../ports';
import type { Leg } from './leg';
import { packageName } from '../../../emulation';

const PROGRAM_RUNNERS = new Set(['namespace', 'proot', 'qemu']);

/** A leg for every port that was asked for, or else for all of nx.json. */
export function legsOf(nxJson: Pick<NxJsonConfiguration, 'plugins'>, asked: readonly string[]): Leg[] {
  const known = knownLegs(nxJson);
  const legs =
    asked.length === 0 ? known : unique(asked.map((text) => known.find(({ id }) => id === text) ?? legOf(text, known)));
  if (legs.length === 0) throw noPorts();
  for (const { port } of legs) if (!isTestable(port)) throw notTestableInCi(formatPort(port));
  return legs;
}

/** Nx is green where no project has the target that it was asked for. Where the projects are not known, all is well. */
export function checkTested(
  legs: readonly Leg[],
  projects: readonly Pick<ProjectConfiguration, 'targets'>[] | undefined,
): void {
  if (projects === undefined) return;
  const known = new Set(projects.flatMap(({ targets = {} }) => Object.keys(targets)));
  const idle = legs.filter(({ targets }) => !targets.some((target) => known.has(target)));
  if (idle.length === 0) return;
  throw nothingTested(
    idle.map(({ id }) => id),
    idle.flatMap(({ targets }) => targets),
  );
}

/** The ports of all entries of the plugin; an id that several of them have is one leg with the targets of all. */
function knownLegs(nxJson: Pick<NxJsonConfiguration, 'plugins'>): Leg[] {
  const legs = new Map<string, Leg>();
  for (const { options } of ownEntries(nxJson)) {
    for (const { id, port, targetName, options: test } of normalizePluginOptions(options as PluginOptions).ports) {
      const before = legs.get(id);
      if (before && formatPort(before.port) !== formatPort(port)) {
        throw legNameTwice(id, formatPort(before.port), formatPort(port));
      }
      const targets = [...new Set([...(before?.targets ?? []), targetName])];
      const hasCpu = before?.hasCpu === true || test.cpu !== undefined;
      const needsProgram = before?.needsProgram === true || PROGRAM_RUNNERS.has(String(test.runner));
      const compiler = before?.compiler ?? compilerOf(port, test.cgo);
      legs.set(id, { id, port, targets, hasCpu, needsProgram, ...(compiler ? { compiler } : {}) });
    }
  }
  return [...legs.values()];
}

/** The machines' own port has its compiler. */
function compilerOf(port: Port, cgo: unknown): string | undefined {
  if (port.goarch === 'amd64' || (cgo !== 'dynamic' && cgo !== 'static')) return undefined;
  return packageName('apt-get', 'cc', port);
}

/** A port by its text. Not one of nx.json: it may be the target of a project's own project.json. */
function legOf(text: string, known: readonly Leg[]): Leg {
  const port = parsePort(text);
  const same = known.find((leg) => formatPort(leg.port) === formatPort(port));
  return same ?? { id: portId(port), port, targets: [`test-${portId(port)}`], hasCpu: false, needsProgram: false };
}

function unique(legs: readonly Leg[]): Leg[] {
  return [...new Map(legs.map((leg) => [leg.id, leg])).values()];
}

/** What a Linux machine can run: natively, under QEMU user mode, or in Node. */
function isTestable({ goos, goarch }: Port): boolean {
  return goos === 'linux' || goarch === 'wasm';
}
