import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { capture } from '../process';
import { GOARCHS, levelVariable, qemuName } from '../ports';
import { readBinfmt } from './binfmt-misc';
import { readEmulator } from './emulator';
import { factKey, fileStamp, remember } from './fact-store';
import { findExecutable } from './find-executable';

export interface IdentityRequest {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Leaves out the emulators and the host's own port: results then move between kinds of machines. */
  readonly portable: boolean;
}

/** What `go env` says and a test result depends on (cmd/go/internal/envcmd, internal/cfg). */
const GO_VARIABLES = (
  'GOVERSION GOEXPERIMENT GOFLAGS GODEBUG GOFIPS140 GO111MODULE GOTOOLCHAIN GOROOT ' +
  'CGO_ENABLED CC CXX CGO_CFLAGS CGO_CPPFLAGS CGO_CXXFLAGS CGO_FFLAGS CGO_LDFLAGS'
).split(' ');
const HOST_VARIABLES = ['GOHOSTOS', 'GOHOSTARCH'];
const NONE: Readonly<Record<string, string>> = {};

/** What test results depend on besides files and options, each as one string for a task's key. */
export interface MachineIdentity {
  /** Go, the C compiler and the host's own port: for every target. */
  readonly machine: string;
  /** By GOARCH: the emulator, `none` without one. Empty when portable. */
  readonly emulators: Readonly<Record<string, string>>;
  /** By GOARCH, for its targets: the default level and, where the host does not run it by itself, the emulator. */
  readonly ports: Readonly<Record<string, string>>;
}

/** Processes are started only for tools that changed since the last command. It never throws: without Go it says so. */
export async function machineIdentity(request: IdentityRequest): Promise<MachineIdentity> {
  const [go, found] = await Promise.all([goEnvironment(request), request.portable ? NONE : emulators(request)]);
  const names = request.portable
    ? GO_VARIABLES.filter((name) => name !== 'GOROOT')
    : [...GO_VARIABLES, ...HOST_VARIABLES];
  const machine = {
    go: go === undefined ? 'none' : names.map((name) => `${name}=${go[name] ?? ''}`),
    cc: go?.CGO_ENABLED === '1' && go.CC ? await compilerVersion(go.CC, request) : undefined,
  };
  const ports = GOARCHS.map((goarch) => {
    const level = go?.[levelVariable(goarch) ?? ''] ?? '';
    const isHost = goarch === go?.GOHOSTARCH;
    return [goarch, [level, request.portable ? '' : isHost ? 'host' : (found[goarch] ?? '')].join(' ')] as const;
  });
  return { machine: JSON.stringify(machine), emulators: found, ports: Object.fromEntries(ports) };
}

async function goEnvironment({ cwd, env }: IdentityRequest): Promise<Record<string, string> | undefined> {
  const go = findExecutable(['go'], env, cwd);
  if (go === undefined) return undefined;
  const set = Object.entries(env).filter(([name]) => /^(GO|CGO_|CC$|CXX$|HOME$|XDG_CONFIG_HOME$)/.test(name));
  const files = [
    go,
    join(dirname(dirname(go)), 'go.env'),
    ...configFiles(env),
    join(cwd, 'go.mod'),
    join(cwd, 'go.work'),
  ];
  return remember('go-env', factKey([set.sort(), files.map(fileStamp), cwd]), async () => {
    const { stdout } = await capture([go, 'env', '-json'], { cwd, env });
    return parse(stdout);
  });
}

/** Where `go env -w` writes (os.UserConfigDir of Go). */
function configFiles({ GOENV, XDG_CONFIG_HOME, HOME }: NodeJS.ProcessEnv): string[] {
  if (GOENV) return [GOENV];
  if (XDG_CONFIG_HOME) return [join(XDG_CONFIG_HOME, 'go', 'env')];
  return HOME ? [join(HOME, '.config', 'go', 'env'), join(HOME, 'Library', 'Application Support', 'go', 'env')] : [];
}

function parse(json: string): Record<string, string> | undefined {
  try {
    return JSON.parse(json) as Record<string, string>;
  } catch {
    return undefined;
  }
}

async function compilerVersion(cc: string, { cwd, env }: IdentityRequest): Promise<string> {
  const path = findExecutable([cc.split(' ')[0]!], env, cwd);
  if (path === undefined) return 'none';
  return remember('cc', factKey(fileStamp(path)), async () => {
    const { stdout } = await capture([path, '--version'], { env });
    return stdout.split('\n', 1)[0] ?? '';
  });
}

async function emulators({ cwd, env }: IdentityRequest): Promise<Record<string, string>> {
  const found = GOARCHS.filter((goarch) => qemuName(goarch) !== undefined).map(async (goarch) => {
    const name = qemuName(goarch)!;
    const onPath = findExecutable([`qemu-${name}`, `qemu-${name}-static`], env, cwd);
    const { entry } = readBinfmt(goarch);
    const registered = entry?.enabled ? entry.interpreter : undefined;
    const [first, second] = await Promise.all([onPath, registered].map((path) => path && emulatorIdentity(path)));
    return [goarch, [first ?? 'none', ...(second ? [second] : [])].join(' ')] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}

async function emulatorIdentity(path: string): Promise<string> {
  if (fileStamp(path) === undefined) return `unreadable ${path}`;
  const { versionLine } = await readEmulator(path);
  return versionLine || `sha256:${createHash('sha256').update(readFileSync(path)).digest('hex')}`;
}
