import { CrossTestError } from '../errors';
import { canRunNatively, portId, qemuName, hostPort } from '../ports';
import { readBinfmt } from './binfmt-misc';
import { proveContainer } from './container';
import { chooseCpu, gapOf, namedCpu } from './choose-cpu';
import { askProgram, refusedCpu, takesCpu } from './cpu-models';
import { findEmulator, type Emulator } from './emulator';
import { forEmulation } from './emulator-env';
import { findExecutable } from './find-executable';
import { hinderingVariables } from './hindering-variables';
import { findInstaller } from './installer';
import { wasmLaunch } from './wasm-launch';
import { wasmRuntime } from './wasm-runtime';
import { factKey, fileStamp, remember } from './fact-store';
import {
  isRestrictedByAppArmor,
  NAMESPACE_FLAGS,
  namespaceLaunch,
  namespaceObstacle,
  namespaceScripts,
} from './namespace';
import type { FactsRequest, PortFacts, ProvenLaunch } from './port-facts';
import { runProbe, type ProbeResult } from './probe';
import { buildProbe } from './probe-binary';
import { registeredEmulator, registeredIdentities, type RegisteredEmulator } from './registered-emulator';
import { sandboxState } from './sandbox';
import type { ChosenCpu, RegisteredFacts } from './registered-facts';
import { mergeGodebug, mitigations, type Installer } from '../emulation';

/**
 * Finds out what this machine can do for a port by running the port's probe in every way there is.
 * A proof is kept on disk until the machine, its tools or its binfmt_misc table change, and so is a refusal that will not
 * go away by itself; any other failure is tried again by the next command. A user's own exec program is proved anew each
 * time, since nothing here knows what it depends on.
 */
export async function gatherPortFacts(given: FactsRequest): Promise<PortFacts> {
  const request = inTempFolder({ ...given, env: forEmulation(given.env) });
  const { port, go, env, cwd, execProgram } = request;
  const emulator = await findEmulator(emulatorNames(request), env, cwd);
  const runtime = await wasmRuntime(port, env, cwd);
  const tools = { emulator, runtime, proot: findExecutable(['proot'], env, cwd), installer: findInstaller(env, cwd) };
  const key = factKey([
    10,
    portId(port),
    go.version,
    fileStamp(go.path),
    request.probe && fileStamp(request.probe),
    emulator && [emulator, fileStamp(emulator.path)],
    [...(await registeredIdentities(port.goos === 'linux' ? [port.goarch] : [], env))],
    namedCpu(request),
    Object.entries(env).filter(([variable]) => /^QEMU_|^GOWASIRUNTIME/.test(variable)),
    // Which runtime a wasm port gets is for PATH to say, or the Node that runs this; other ports name their tools above.
    runtime !== undefined && [runtime, process.execPath, port.goos === 'wasip1' && env.PATH],
    tools.proot && fileStamp(tools.proot),
    tools.installer,
    // They are kept with the facts: an updated plugin must not go on with those of the old one.
    namespaceScripts(),
    sandboxState(),
  ]);
  const facts = await remember('port', key, () => prove(request, tools, key), isLasting);
  if (execProgram === undefined && !wantsContainer(request, facts)) return facts;
  const probe = request.probe ?? (await buildProbe({ go, port, env, cwd }));
  if (execProgram !== undefined) {
    const launch = located(execProgram, request);
    const emulation = await emulationOf(request, launch);
    return { ...facts, exec: { launch, emulation, probe: await runProbe(probe, port, launch, env, cwd) } };
  }
  const { container = { network: 'none', dynamic: false } } = request;
  const emulate = emulateInContainer(request, facts.registered?.emulator);
  return { ...facts, container: await proveContainer(container, { port, holder: probe, env, cwd, emulate }) };
}

/** What the user's own program makes of a CPU model, where one is wanted. */
async function emulationOf(request: FactsRequest, launch: readonly string[]): Promise<RegisteredFacts | undefined> {
  const { port, env } = request;
  if (port.goos !== 'linux' || (port.level === undefined && namedCpu(request) === undefined)) return undefined;
  return registeredFacts(request, await askProgram(port.goarch, launch, env));
}

/** What `go env -w` says of the folder for temporary files counts for test binaries, and so it does for the probe. */
function inTempFolder(request: FactsRequest): FactsRequest {
  const { GOTMPDIR } = request.go.env;
  return GOTMPDIR ? { ...request, env: { ...request.env, GOTMPDIR } } : request;
}

/** On this machine it is the emulator that is registered here, whose path is known. */
function emulateInContainer(request: FactsRequest, here: RegisteredEmulator | undefined) {
  return (inside: RegisteredEmulator) => {
    const isHere = inside.isQemu && here?.versionLine === inside.versionLine;
    const registered = registeredFacts(request, isHere ? { ...inside, path: here.path } : inside);
    return { facts: registered, env: emulatorVariables(request, registered.emulator, registered.cpu) };
  };
}

/** Probe and tests start in different folders: both get the path that a name on PATH stands for here. */
function located([program = '', ...rest]: readonly string[], { env, cwd }: FactsRequest): string[] {
  return [findExecutable([program], env, cwd) ?? program, ...rest];
}

/** Its engine is asked anew each time, and is the slowest of all: only where it is wanted or the last hope. */
function wantsContainer({ port, runner = 'auto', cpu }: FactsRequest, facts: PortFacts): boolean {
  if (port.goos !== 'linux') return false;
  if (runner !== 'auto') return runner === 'container';
  const { direct, namespace, proot, qemu } = facts;
  if (facts.refusedCpu !== undefined) return false;
  const others = [cpu === undefined ? direct : undefined, namespace?.probe, proot?.probe, qemu?.probe];
  return others.every((probe) => probe?.outcome !== 'ran');
}

/**
 * An ELF file does not say linux or freebsd to qemu-user, so only linux ports have an emulator. Distributions call the
 * dynamically linked one qemu-X and the static one qemu-X-static.
 */
function emulatorNames({ port, qemuPath }: FactsRequest): string[] {
  const name = port.goos === 'linux' ? qemuName(port.goarch) : undefined;
  if (name === undefined) return [];
  return qemuPath ? [qemuPath] : [`qemu-${name}`, `qemu-${name}-static`];
}

function isLasting({ direct, namespace, proot, qemu, node, takesCpu: isTaken }: PortFacts): boolean {
  if (isTaken === 'unknown') return false;
  const probes = [direct, namespace?.probe, proot?.probe, qemu?.probe, node?.probe];
  return probes.every((probe) => probe === undefined || isLastingProbe(probe));
}

function isLastingProbe(probe: ProbeResult): boolean {
  return probe.outcome === 'ran' || (probe.outcome === 'failed' && probe.lasting === true);
}

/** What was found on PATH, not proved yet. */
interface Tools {
  readonly emulator?: Emulator;
  readonly proot?: string;
  readonly installer?: Installer;
  /** Of a wasm port. */
  readonly runtime?: string;
}

async function prove(
  request: FactsRequest,
  { emulator, proot, installer, runtime }: Tools,
  key: string,
): Promise<PortFacts> {
  const { port, go } = request;
  const binfmt = readBinfmt(port.goarch);
  const handedTo = port.goos === 'linux' ? await registeredEmulator(port.goarch, binfmt, request.env) : undefined;
  const registered = handedTo && registeredFacts(request, handedTo);
  const obstacle = namespaceObstacle(port.goarch === go.hostGoarch);
  const cpu = chooseCpu(request, emulator);
  const cpuGap = gapOf(port, cpu, emulator);
  const known = {
    ...{ hostGoos: go.hostGoos, hostGoarch: go.hostGoarch, platform: process.platform, binfmt },
    ...{ emulatorNames: emulatorNames(request), emulator, cpu, cpuGap },
    ...{ namespaceObstacle: obstacle, apparmor: isRestrictedByAppArmor(), installer },
    ...{ registered, refusedCpu: await refusedOf(request, emulator, registered?.emulator) },
  };
  if (isHopeless(request) || (known.refusedCpu !== undefined && !mayBeNative(request)))
    return { ...known, direct: { outcome: 'failed', detail: 'it was not tried', lasting: true } };
  const probe = request.probe ?? (await buildProbe(request));
  const start = prover(request, probe, key);
  const emulated = prover({ ...request, env: emulatedEnv(request, emulator, cpu) }, probe, key);
  const wasm = wasmLaunch(port, go, request.env);
  const handedOver = prover(
    { ...request, env: emulatedEnv(request, registered?.emulator, registered?.cpu) },
    probe,
    key,
  );
  const [direct, namespace, prooted, plain, node, isTaken] = await Promise.all([
    (registered === undefined ? start : handedOver)([]),
    emulator && !obstacle ? proveNamespace(port.goarch, emulator.path, emulated) : undefined,
    emulator && proot ? emulated([proot, '-q', emulator.path]) : undefined,
    emulator && emulated([emulator.path]),
    wasm && start(wasm),
    emulator && cpu && takesCpu(port.goarch, [emulator.path], request.env),
  ]);
  // As it is started, or by the kernel.
  const [launch, first] = emulator === undefined ? [[], direct] : [[emulator.path], plain];
  const isEmulated = emulator !== undefined || registered !== undefined;
  return {
    ...known,
    direct: direct.probe,
    takesCpu: isTaken,
    ...(isEmulated && first?.probe.outcome !== 'ran'
      ? { hindering: await hinderingVariables(probe, launch, { ...request, env: emulatedEnv(request, emulator, cpu) }) }
      : {}),
    namespace,
    qemu: plain,
    proot: prooted,
    node,
    runtime,
  };
}

function registeredFacts(request: FactsRequest, emulator: RegisteredEmulator): RegisteredFacts {
  const cpu = chooseCpu(request, emulator);
  return { emulator, cpu, cpuGap: gapOf(request.port, cpu, emulator) };
}

async function refusedOf(request: FactsRequest, emulator?: Emulator, registered?: RegisteredEmulator) {
  const named = namedCpu(request);
  if (named === undefined) return undefined;
  const emulators = [
    ...(emulator ? [{ emulator, launch: [emulator.path] }] : []),
    ...(registered?.takesCpu ? [{ emulator: registered, launch: [] }] : []),
  ];
  return refusedCpu(request.port.goarch, named.cpu, emulators, request.env);
}

/** Nothing but a user's own exec program could run the port: the standard library is not compiled to hear that. */
function isHopeless({ port, go }: FactsRequest): boolean {
  if (port.goos === 'linux' || port.goarch === 'wasm') return false;
  return canRunNatively(hostPort(go), port) === 'never';
}

/** QEMU_CPU does not matter to a port that this machine runs by itself; option cpu has every port emulated. */
function mayBeNative({ port, go, cpu }: FactsRequest): boolean {
  return cpu === undefined && canRunNatively(hostPort(go), port) !== 'never';
}

type Prove = (launch: readonly string[]) => Promise<ProvenLaunch>;

/** Each proof is kept by itself: those that failed may be tried again, and the others need not. */
function prover({ port, env, cwd }: FactsRequest, probe: string, key: string): Prove {
  return async (launch) => {
    const run = () => runProbe(probe, port, launch, env, cwd);
    return { launch, probe: await remember('proof', factKey([key, launch]), run, isLastingProbe) };
  };
}

/** The probe gets what the tests will get, or qemu-i386 7.2 would fail it every time. */
function emulatedEnv(request: FactsRequest, emulator: Emulator | undefined, cpu: ChosenCpu | undefined) {
  return { ...request.env, ...emulatorVariables(request, emulator, cpu) };
}

function emulatorVariables({ port, env }: FactsRequest, emulator: Emulator | undefined, cpu: ChosenCpu | undefined) {
  const needed: NodeJS.ProcessEnv = Object.assign(
    {},
    ...mitigations(port.goarch, emulator?.major).map((row) => row.env),
  );
  const godebug = needed.GODEBUG === undefined ? {} : { GODEBUG: mergeGodebug(env.GODEBUG, needed.GODEBUG) };
  return { ...needed, ...godebug, ...(cpu === undefined ? {} : { QEMU_CPU: cpu.cpu }) };
}

async function proveNamespace(goarch: string, emulator: string, proveLaunch: Prove): Promise<ProvenLaunch> {
  try {
    const [first, second] = NAMESPACE_FLAGS.map((flags) => namespaceLaunch(goarch, emulator, flags));
    const preferred = await proveLaunch(first!);
    if (preferred.probe.outcome === 'ran') return preferred;
    const other = await proveLaunch(second!);
    return other.probe.outcome === 'ran' ? other : preferred;
  } catch (error) {
    // A path that binfmt_misc cannot take; other runners may.
    if (error instanceof CrossTestError) return { launch: [], probe: { outcome: 'failed', detail: error.message } };
    throw error;
  }
}
