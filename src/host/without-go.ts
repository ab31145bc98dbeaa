import { endianness } from 'node:os';
import type { Port } from '../ports';
import type { GoFacts } from './go';

/** Go's names of what Node calls process.arch. */
const GOARCH: Readonly<Partial<Record<string, string>>> = {
  x64: 'amd64',
  ia32: '386',
  mipsel: 'mipsle',
  ppc64: endianness() === 'LE' ? 'ppc64le' : 'ppc64',
};

/** The host's port as Node knows it. */
export function nodePort(): Port {
  const { platform, arch } = process;
  return { goos: platform === 'win32' ? 'windows' : platform, goarch: GOARCH[arch] ?? arch };
}

/**
 * What stands in for Go on a machine without it: the host's port as Node knows it. `goroot` is a folder with that part
 * of Go which runners need, `lib/wasm`.
 */
export function withoutGo(version: string, goroot: string): GoFacts {
  const { goos, goarch } = nodePort();
  return { path: '', version, hostGoos: goos, hostGoarch: goarch, env: { GOROOT: goroot } };
}
