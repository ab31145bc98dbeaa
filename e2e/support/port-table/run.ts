import type { Summary } from '../../../src/results/summary';
import type { Workspace } from '../workspace';
import { configured, idOf, levels, others, runnable } from './ports';
import { isTested, testedRow, untestedRow, type Row } from './row';

const MODULE = 'github.com/cespare/xxhash/v2';
const PROJECT = 'svc';
/** For a cold cache on a busy machine. */
const LIMIT = 5_400_000;

const entry = { plugin: 'nx-go-cross', include: [`${PROJECT}/**`] };
export const plugins = [
  {
    ...entry,
    options: {
      ports: [...runnable, ...levels].map(configured),
      // TestInlining starts `go test`, for each level anew: e2e/ports runs it on every port. Vet looks at the whole
      // standard library, and the checks have it. A default level has the binary of its port, whose result Go would know.
      test: { packages: [MODULE], skip: '^TestInlining$', vet: 'off', count: 1 },
    },
  },
  // The project, which imports the module: vet objects to an offset in the module's own assembly for amd64.
  { ...entry, options: { ports: [], checkPorts: [...others, ...levels] } },
];

/** Tests what can be tested, compiles and vets the rest, and says what came of each. */
export async function runAll(workspace: Workspace): Promise<{ rows: Row[]; versions: { go: string; qemu: string } }> {
  const ports = [...runnable, ...levels];
  const runTargets = (names: readonly string[]) =>
    workspace.nx(['run-many', '-t', names.join(), '--parallel=4', '--outputStyle=stream'], { timeout: LIMIT });
  await runTargets(ports.map((port) => `test-${idOf(port)}`));
  const tests = new Map<string, Summary>(ports.map((port) => [port, workspace.summary(PROJECT, idOf(port))]));
  const gaps = ports.filter((port) => !isTested(tests.get(port)!));
  const refused = await refusals(workspace, gaps, tests);
  await runTargets([...others, ...gaps].map((port) => `check-${idOf(port)}`));
  const rowOf = (port: string) =>
    refused.has(port)
      ? untestedRow(port, refused.get(port)!, workspace.summary(PROJECT, `check-${idOf(port)}`))
      : testedRow(port, tests.get(port)!);
  return { rows: [...ports, ...others].map(rowOf), versions: versionsOf([...tests.values()].filter(isTested)) };
}

/** What the plugin says about ports that it does not run. A run that went wrong is none of these. */
async function refusals(workspace: Workspace, gaps: readonly string[], tests: ReadonlyMap<string, Summary>) {
  const wrong = gaps.map((port) => tests.get(port)!).filter(({ outcome }) => outcome !== 'infrastructure');
  if (wrong.length > 0) throw new Error(`tests did not pass:\n${JSON.stringify(wrong, null, 2)}`);
  const asked = others.flatMap((port) => ['--port', port]);
  const { stdout } = await workspace.run(['node_modules/.bin/nx-go-cross', 'doctor', '--json', ...asked]);
  const said: { port: string; candidates: readonly { reason: string }[] }[] = JSON.parse(stdout).ports;
  return new Map([
    ...gaps.map((port) => [port, tests.get(port)!.runner.why] as const),
    ...said.map(({ port, candidates }) => [port, candidates.map(({ reason }) => reason).join('\n')] as const),
  ]);
}

/** Without the last number: a patch of Go or QEMU is no news. */
function versionsOf(tests: readonly Summary[]) {
  const only = (versions: readonly string[]) => {
    const short = versions.map((version) => version.replace(/^go/, '').split('.').slice(0, 2).join('.'));
    const [first = '', ...more] = new Set(short);
    if (more.length > 0) throw new Error(`one run with several versions: ${[first, ...more].join(', ')}`);
    return first;
  };
  const emulators = tests.flatMap(({ runner }) => (runner.emulator === undefined ? [] : [runner.emulator.version]));
  return { go: only(tests.map(({ go }) => go)), qemu: only(emulators) };
}
