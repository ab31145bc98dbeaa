import { release } from 'node:os';
import {
  findCCompiler,
  findExecutable,
  findInstaller,
  listEmulators,
  repairState,
  type CCompiler,
  type GoFacts,
  type Repair,
} from '../host';
import { CrossTestError } from '../errors';
import { narrowedOf, nxMajor } from '../graph';
import { narrowedText } from '../task-key';
import { formatPort, parsePort, PORTS, type Port, isHostPort } from '../ports';
import { mainRefusal, registerCommand } from '../runners';
import { portArguments } from './arguments';
import { examine, examinedJson, type Examined } from './examine';
import { table } from './table';
import { unusedEmulators } from './unused-emulators';
import { installCommand, formatEmulator } from '../emulation';

/** What to do about something that is missing, and for which ports it helps. */
interface Gap {
  readonly what: string;
  readonly command: string;
  readonly ports: readonly string[];
}

interface Diagnosis {
  /** None where Go cannot be asked: nothing can be tested then, and each port says why. */
  readonly go?: GoFacts;
  readonly ports: readonly (Examined & { readonly isHost: boolean; readonly compiler?: CCompiler })[];
  readonly emulators: Awaited<ReturnType<typeof listEmulators>>;
  readonly gaps: readonly Gap[];
  /** What was wrong among the facts that are kept between commands, and is in order again. */
  readonly mended: readonly Repair[];
  /** Of the workspace that this is called in, as Nx had it last: what is wrong with the inputs of targets. */
  readonly inputs: string;
}

/** `nx-go-cross doctor`: exit code 1 only for ports that were asked for. */
export async function doctor(args: string[]): Promise<number> {
  const { ports: asked, json } = portArguments('doctor', args);
  const diagnosis = await diagnose(asked.length > 0 ? asked : testablePorts());
  process.stdout.write(json ? `${JSON.stringify(toJson(diagnosis), null, 2)}\n` : toText(diagnosis));
  return asked.length > 0 && diagnosis.ports.some((one) => !('plan' in one)) ? 1 : 0;
}

function testablePorts(): Port[] {
  const testable = PORTS.filter(({ goos, goarch }) => goos === 'linux' || goarch === 'wasm');
  return testable.map((port) => parsePort(formatPort(port)));
}

/** Nothing that was found out before counts: a doctor looks again. */
async function diagnose(ports: readonly Port[]): Promise<Diagnosis> {
  const { repairs, wrongFacts } = repairState();
  const [{ go, found }, emulators] = await Promise.all([examineAnyway(ports), listEmulators(process.env)]);
  const [cwd, env] = [process.cwd(), process.env];
  const withCompilers = await Promise.all(
    found.map(async (one) => {
      const isHost = go !== undefined && isHostPort(one.port, go);
      return { ...one, isHost, compiler: await findCCompiler({ port: one.port, isHost, env, cwd }) };
    }),
  );
  return {
    ...{ go, ports: withCompilers, emulators, gaps: gapsOf(withCompilers) },
    mended: [...repairs, ...wrongFacts()],
    inputs: narrowedText(narrowedOf(cwd), nxMajor(cwd)),
  };
}

/** A machine without Go is one that a doctor has to say something about. */
async function examineAnyway(ports: readonly Port[]): Promise<{ go?: GoFacts; found: Examined[] }> {
  try {
    return await examine(ports);
  } catch (error) {
    if (!(error instanceof CrossTestError)) throw error;
    const refusals = [{ kind: 'go', reason: error.message, remedy: error.hint }] as const;
    return { found: ports.map((port) => ({ port, refusals })) };
  }
}

function gapsOf(ports: Diagnosis['ports']): Gap[] {
  const installer = findInstaller(process.env, process.cwd());
  const gaps = new Map<string, { reasons: Set<string>; ports: string[] }>();
  const note = (what: string, command: string | undefined, port: Port) => {
    if (command === undefined) return;
    const gap = gaps.get(command) ?? { reasons: new Set(), ports: [] };
    gap.reasons.add(what);
    gap.ports.push(formatPort(port));
    gaps.set(command, gap);
  };
  for (const one of ports) {
    if (!('plan' in one)) {
      const best = mainRefusal(one.refusals);
      if (best?.remedy) note(best.reason, best.remedy, one.port);
    } else if (one.plan.unproved !== undefined) {
      const what = one.plan.unproved.map((name) => (name === 'cpu' ? 'CPU model' : name)).join(' and ');
      note(`${what} of what runs it is not proved`, registerCommand(one.port), one.port);
    } else if (one.plan.kind === 'qemu') {
      // It runs, but not everything: what would have been better says how it could be had.
      note('children of tests are not emulated', installer && installCommand(installer, 'proot', one.port), one.port);
    }
    if (one.compiler === undefined) {
      note(
        'cgo has no C compiler',
        installer && installCommand(installer, one.isHost ? 'hostCc' : 'cc', one.port),
        one.port,
      );
    }
  }
  return [...gaps].map(([command, { reasons, ports: those }]) => ({
    what: [...reasons].join('; '),
    command,
    ports: those,
  }));
}

function toJson({ go, ports, emulators, gaps, mended, inputs }: Diagnosis) {
  return {
    schema: 1,
    host: { goos: go?.hostGoos, goarch: go?.hostGoarch, kernel: release(), root: process.getuid?.() === 0 },
    go: go && { path: go.path, version: go.version },
    node: process.version,
    proot: findExecutable(['proot'], process.env, process.cwd()),
    emulators: emulators.map(({ goarch, path, version, isFirst }) => ({ goarch, path, version, first: isFirst })),
    ports: ports.map((one) => ({ ...examinedJson(one), cc: one.compiler })),
    gaps,
    mended,
    ...(inputs === '' ? {} : { inputs }),
  };
}

function toText({ go, ports, emulators, gaps, mended, inputs }: Diagnosis): string {
  const rows = ports.map((one) => {
    const plan = 'plan' in one ? one.plan : undefined;
    return [
      plan ? 'ok' : '✖',
      formatPort(one.port),
      plan?.kind ?? '-',
      plan?.emulator ? formatEmulator(plan.emulator) : '-',
      plan?.unproved?.includes('cpu') ? 'not proved' : (plan?.emulator?.cpu ?? '-'),
      one.compiler?.cc ?? '-',
    ];
  });
  const remedies = gaps.map(({ what, command, ports: those }) => `${what} (${those.join(', ')}):\n  ${command}\n`);
  return [
    `${go ? `${go.path} ${go.version} on ${go.hostGoos}/${go.hostGoarch}` : 'no Go'}, kernel ${release()}, Node ${process.version}\n\n`,
    table([['', 'PORT', 'RUNNER', 'EMULATOR', 'CPU', 'C COMPILER'], ...rows]),
    unusedEmulators(
      emulators,
      ports.map(({ port }) => port.goarch),
    ),
    ...(remedies.length > 0 ? ['\n', ...remedies] : []),
    ...(inputs === '' ? [] : [`\n${inputs}\n`]),
    ...(mended.length > 0 ? ['\n', ...mended.map(({ what, path }) => `mended: ${path}: ${what}\n`)] : []),
  ].join('');
}
