import { capture } from '../process';
import { parseJson } from '../files';
import { findExecutable } from './find-executable';

/** In order of preference. */
const ENGINE_NAMES = ['docker', 'podman', 'nerdctl'] as const;

/** A container engine that answers. */
export interface ContainerEngine {
  readonly path: string;
  readonly version: string;
  /** Podman has words of its own, also where it is called docker. */
  readonly isPodman: boolean;
  /** Its root is this user. */
  readonly rootless: boolean;
  /** GOARCH of the machine that containers run on, which may be another than this one. */
  readonly goarch: string;
}

/** One that is on PATH and does not answer. */
export interface DeadEngine {
  readonly path: string;
  readonly detail: string;
}

export interface FoundEngines {
  readonly engine?: ContainerEngine;
  /** Those that were asked before. */
  readonly dead: readonly DeadEngine[];
}

/** The first engine on PATH that answers: a command alone is no engine. */
export async function findEngine(env: NodeJS.ProcessEnv, cwd: string): Promise<FoundEngines> {
  const dead: DeadEngine[] = [];
  for (const name of ENGINE_NAMES) {
    const path = findExecutable([name], env, cwd);
    if (path === undefined) continue;
    const { stdout, stderr, exitCode, timedOut } = await capture([path, 'info', '--format', '{{json .}}'], {
      env,
      timeout: 20_000,
    });
    const engine = parseInfo(path, stdout);
    if (exitCode === 0 && engine !== undefined) return { engine, dead };
    dead.push({ path, detail: timedOut ? 'no answer within 20 s' : lastLine(stderr) || 'no answer' });
  }
  return { dead };
}

interface Info {
  /** Podman's. */
  readonly host?: { readonly arch?: string; readonly security?: { readonly rootless?: boolean } };
  readonly version?: { readonly Version?: string };
  /** Docker's and nerdctl's; without a server there is no version. */
  readonly ServerVersion?: string;
  readonly Architecture?: string;
  readonly SecurityOptions?: readonly string[];
}

/** What `info` says, in the form of either family. @internal */
export function parseInfo(path: string, text: string): ContainerEngine | undefined {
  const info = parseJson(text) as Info | undefined;
  if (info?.host) {
    const version = info.version?.Version ?? 'unknown';
    const rootless = info.host.security?.rootless === true;
    return { path, version, isPodman: true, rootless, goarch: goarchOf(info.host.arch) };
  }
  if (!info?.ServerVersion) return undefined;
  const rootless = info.SecurityOptions?.some((option) => option.includes('rootless')) === true;
  return { path, version: info.ServerVersion, isPodman: false, rootless, goarch: goarchOf(info.Architecture) };
}

const MACHINES: Readonly<Record<string, string>> = { x86_64: 'amd64', aarch64: 'arm64', armv7l: 'arm', i686: '386' };

/** Docker says what `uname -m` says, Podman a GOARCH. */
function goarchOf(machine = ''): string {
  return MACHINES[machine] ?? machine;
}

export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim().slice(0, 300) ?? '';
}
