import { resolve } from 'node:path';
import { EMULATED_GOARCHS, GOARCHS, levelVariable, qemuName } from '../../ports';
import { compilerVersion, findCCompiler } from '../c-compiler';
import { cLibraryIdentity } from '../c-library';
import { readEmulator } from '../emulator';
import { fileStamp } from '../fact-store';
import { registeredIdentities } from '../registered-emulator';
import { findExecutable } from '../find-executable';
import { goEnvFile, goVariable } from '../go-environment';
import { goIdentity, type GoIdentityRequest } from './go-identity';
import { wasmRuntime } from '../wasm-runtime';
import { defaultCpu, levelCpus } from '../../emulation';

export interface IdentityRequest extends GoIdentityRequest {
  /** Emulators that options name, by GOARCH. */
  readonly qemuPaths: readonly (readonly [goarch: string, path: string])[];
}

const NONE: Readonly<Record<string, string>> = {};

/** What test results depend on besides files and options, each as one string for a task's key. */
export interface MachineIdentity {
  /** Go as it is in `cwd`, the C compiler and the host's own port: for every target. */
  readonly machine: string;
  /** The same without the Go that is chosen in a folder. */
  readonly tools: string;
  /** What Go says in the folder of a project, where the go command is a shim. */
  readonly toolchains: Readonly<Record<string, string>>;
  /** By GOARCH: the emulator, or what runs wasm; `none` without one. Empty when portable. */
  readonly emulators: Readonly<Record<string, string>>;
  /** By GOARCH, for its targets: the default level and, where the host does not run it by itself, the emulator. */
  readonly ports: Readonly<Record<string, string>>;
  /** By GOARCH: the C compiler and library that option `cgo` would find. */
  readonly compilers: Readonly<Record<string, string>>;
  /** GOFLAGS, as the environment or `go env -w` sets it. */
  readonly goflags: string;
  /** GOWORK, set so. */
  readonly gowork?: string;
}

/** Processes are started only for tools that changed since the last command. It never throws: without Go it says so. */
export async function machineIdentity(request: IdentityRequest): Promise<MachineIdentity> {
  const [{ values: go, ...identity }, found] = await Promise.all([
    goIdentity(request),
    request.portable ? NONE : emulators(request),
  ]);
  const cc = await goCompiler(go, request);
  const written = goEnvFile(request.env);
  const ports = GOARCHS.map((goarch) => {
    const variable = levelVariable(goarch) ?? '';
    // `go env` tells the level of the host's own port only, where it may be a default of this build of Go.
    const level = (request.portable ? undefined : go?.[variable]) ?? written.get(variable) ?? '';
    const isHost = goarch === go?.GOHOSTARCH;
    return [goarch, [level, request.portable ? '' : isHost ? 'host' : (found[goarch] ?? '')].join(' ')] as const;
  });
  return {
    machine: JSON.stringify({ go: identity.inRoot, cc }),
    tools: JSON.stringify({ go: identity.chooser, cc }),
    toolchains: identity.inFolders,
    emulators: found,
    ports: Object.fromEntries(ports),
    compilers: await compilers(go?.GOHOSTARCH, request),
    goflags: go?.GOFLAGS ?? '',
    gowork: goVariable('GOWORK', request.env),
  };
}

async function goCompiler(go: Readonly<Record<string, string>> | undefined, { env, cwd }: IdentityRequest) {
  if (go?.CGO_ENABLED !== '1' || !go.CC) return undefined;
  return (await compilerVersion(go.CC, env, cwd)) ?? 'none';
}

async function compilers(host: string | undefined, { cwd, env }: IdentityRequest): Promise<Record<string, string>> {
  const found = GOARCHS.map(async (goarch) => {
    const compiler = await findCCompiler({ port: { goos: 'linux', goarch }, isHost: goarch === host, cwd, env });
    if (compiler === undefined) return [goarch, 'none'] as const;
    return [goarch, `${compiler.cc} ${compiler.version} ${await cLibraryIdentity(compiler.ldPrefix)}`.trim()] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}

async function emulators({ cwd, env, qemuPaths }: IdentityRequest): Promise<Record<string, string>> {
  const registered = registeredIdentities(EMULATED_GOARCHS, env);
  const found = EMULATED_GOARCHS.map(async (goarch) => {
    const name = qemuName(goarch)!;
    const onPath = findExecutable([`qemu-${name}`, `qemu-${name}-static`], env, cwd);
    const named = qemuPaths.filter(([port]) => port === goarch).map(([, path]) => resolve(cwd, path));
    const paths = [onPath, ...named];
    const [first, ...others] = await Promise.all(paths.map((path) => path && emulatorIdentity(path, goarch)));
    const handedTo = (await registered).get(goarch);
    const last = handedTo && `registered: ${withCpus(handedTo.identity, goarch, handedTo.major)}`;
    return [goarch, [first ?? 'none', ...others, last].filter(Boolean).join(' ')] as const;
  });
  return { ...Object.fromEntries(await Promise.all(found)), wasm: await wasmRuntimes(env, cwd) };
}

/** Those of js and of wasip1. */
async function wasmRuntimes(env: NodeJS.ProcessEnv, cwd: string): Promise<string> {
  const runtimes = ['js', 'wasip1'].map((goos) => wasmRuntime({ goos, goarch: 'wasm' }, env, cwd));
  return [...new Set(await Promise.all(runtimes))].join(' ');
}

/** With the CPU models that this plugin chooses for it: another version of the plugin may choose others. */
async function emulatorIdentity(path: string, goarch: string): Promise<string> {
  if (fileStamp(path) === undefined) return `unreadable ${path}`;
  const { identity, major } = await readEmulator(path);
  return withCpus(identity, goarch, major);
}

function withCpus(build: string, goarch: string, major: number | undefined): string {
  const cpus = [defaultCpu(goarch, major)?.cpu ?? '', levelCpus(goarch, major)].join(' ').trim();
  return cpus === '' ? build : `${build} [${cpus}]`;
}
