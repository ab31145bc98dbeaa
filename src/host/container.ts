import { canRunNatively, type Port } from '../ports';
import { bindMount, capture, type Captured } from '../process';
import { findEngine, lastLine, type ContainerEngine, type DeadEngine } from './container-engine';
import { isQemuVersion, NO_CPU, refusesCpu } from './ask-interpreter';
import { emulatorOf } from './emulator';
import type { RegisteredFacts } from './registered-facts';
import { judge, type ProbeResult } from './probe';
import type { RegisteredEmulator } from './registered-emulator';
import { dockerPlatform } from '../emulation';

/** Where a container finds the probe binary, which keeps it alive. */
const HOLDER = '/nx-go-cross';

export interface ContainerRequest {
  /** Option containerImage; undefined is an image with nothing in it. */
  readonly image?: string;
  readonly network: string;
  /** Test binaries may need a C library. */
  readonly dynamic: boolean;
}

/** What container engines can do for a port, as far as it had to be looked at. */
export interface ContainerFacts extends ContainerRequest {
  readonly dead: readonly DeadEngine[];
  readonly engine?: ContainerEngine;
  readonly platform?: string;
  /** The image's content; undefined when the engine does not have it. */
  readonly imageId?: string;
  readonly imageName: string;
  /** The words behind the engine's path that start a container; image and arguments of the probe binary follow. */
  readonly start: readonly string[];
  readonly probe?: ProbeResult;
  /** What runs foreign binaries on the engine's machine, which may be another than this one. */
  readonly emulation?: RegisteredFacts;
}

interface Container {
  readonly port: Port;
  readonly holder: string;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** What an emulator is told to be, with its variables. */
  readonly emulate: (emulator: RegisteredEmulator) => {
    readonly facts: RegisteredFacts;
    readonly env: NodeJS.ProcessEnv;
  };
}

/** Runs the probe in a container, with all that the tests will get. Nothing is ever pulled. */
export async function proveContainer(
  request: ContainerRequest,
  { port, holder, env, cwd, emulate }: Container,
): Promise<ContainerFacts> {
  const { engine, dead } = await findEngine(env, cwd);
  const platform = dockerPlatform(port);
  const imageName = request.image ?? `localhost/nx-go-cross/empty:${platform?.replaceAll('/', '-') ?? 'none'}`;
  const known = { ...request, engine, dead, platform, imageName, start: [] };
  if (engine === undefined || platform === undefined || process.platform === 'win32') return known;
  if (request.dynamic && request.image === undefined) return known;
  const imageId =
    (await idOf(engine, imageName, env)) ??
    (request.image === undefined ? await importEmpty(engine, imageName, platform, env) : undefined);
  if (imageId === undefined) return known;
  const start = startWords(engine, platform, request.network, holder);
  const run = (variables: NodeJS.ProcessEnv) => {
    const words = Object.entries(variables).map(([name, value]) => `--env=${name}=${value}`);
    return capture([engine.path, ...start, ...words, imageName, 'proof'], { env, timeout: 120_000 });
  };
  const isForeign = canRunNatively({ goos: 'linux', goarch: engine.goarch }, port) !== 'always';
  const emulated = isForeign ? emulate(await askInContainer(run, engine)) : undefined;
  const captured = await run(emulated?.env ?? {});
  const probe = judge(inContainer(captured), `${port.goos}/${port.goarch} proof`);
  return { ...known, imageId, start, emulation: emulated?.facts, probe };
}

/** The same two questions as on this machine (askInterpreter). */
async function askInContainer(
  run: (variables: NodeJS.ProcessEnv) => Promise<Captured>,
  { path }: ContainerEngine,
): Promise<RegisteredEmulator> {
  const [version, refusal] = await Promise.all([run({ QEMU_VERSION: '1' }), run({ QEMU_CPU: NO_CPU })]);
  const [said = ''] = version.stdout.split('\n', 1);
  const isQemu = isQemuVersion(said);
  const name = isQemu ? said.split(' ', 1)[0] : 'an unknown program';
  const emulator = emulatorOf(`${name} of ${path}`, isQemu ? said : '', isQemu ? [] : [`unknown to ${path}`]);
  return { ...emulator, isQemu, takesCpu: isQemu && refusesCpu(refusal, NO_CPU) };
}

async function idOf({ path }: ContainerEngine, image: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const { exitCode, stdout } = await capture([path, 'image', 'inspect', '--format', '{{.Id}}', image], { env });
  return exitCode === 0 ? stdout.trim() : undefined;
}

/** An image with no files, made here once: a static binary needs none, and nobody's image has to be trusted. */
async function importEmpty(engine: ContainerEngine, name: string, platform: string, env: NodeJS.ProcessEnv) {
  const [os = '', arch = '', variant] = platform.split('/');
  const of = engine.isPodman
    ? ['--os', os, '--arch', arch, ...(variant === undefined ? [] : ['--variant', variant])]
    : ['--platform', platform];
  // The end of a tar file is two blocks of zeros, and all of an empty one.
  const input = '\0'.repeat(10_240);
  const { exitCode } = await capture([engine.path, 'import', ...of, '-', name], { env, input });
  return exitCode === 0 ? idOf(engine, name, env) : undefined;
}

function startWords({ isPodman, rootless }: ContainerEngine, platform: string, network: string, holder: string) {
  return [
    ...['run', '--rm', '--pull=never', `--platform=${platform}`, `--network=${network}`],
    // Process 1 has no default actions for signals: any other would be waited for in vain.
    '--stop-signal=SIGKILL',
    '--tmpfs=/tmp:rw,exec,mode=1777',
    // A rootless engine maps its root to this user, and Podman the user to itself when told so.
    ...(rootless && !isPodman ? [] : [`--user=${process.getuid?.()}:${process.getgid?.()}`]),
    ...(rootless && isPodman ? ['--userns=keep-id'] : []),
    // SELinux would deny what is mounted; relabelling the sources of the user is out of the question.
    ...(isPodman ? ['--security-opt=label=disable'] : []),
    ...bindMount(holder, HOLDER, 'readonly'),
    `--entrypoint=${HOLDER}`,
  ];
}

/** What an engine says about a container that did not start comes last. */
function inContainer(captured: Captured): Captured {
  return { ...captured, stderr: lastLine(captured.stderr) };
}
