import { dockerPlatform, type Port } from '../ports';
import { bindMount, capture, type Captured } from '../process';
import { findEngine, lastLine, type ContainerEngine, type DeadEngine } from './container-engine';
import { judge, type ProbeResult } from './probe';

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
}

/** Runs the probe in a container, with all that the tests will get. Nothing is ever pulled. */
export async function proveContainer(
  request: ContainerRequest,
  { port, holder, env, cwd }: { port: Port; holder: string; env: NodeJS.ProcessEnv; cwd: string },
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
  const argv = [engine.path, ...start, imageName, 'proof'];
  const captured = await capture(argv, { env, timeout: 120_000 });
  return { ...known, imageId, start, probe: judge(inContainer(captured), `${port.goos}/${port.goarch} proof`) };
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
