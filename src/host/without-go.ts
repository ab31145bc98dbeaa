import { endianness } from 'node:os';
import type { GoFacts } from './go';

/** Go's names of what Node calls process.arch. */
const GOARCH: Readonly<Partial<Record<string, string>>> = {
  x64: 'amd64',
  ia32: '386',
  mipsel: 'mipsle',
  ppc64: endianness() === 'LE' ? 'ppc64le' : 'ppc64',
};

/**
 * What stands in for Go on a machine without it: the host's port as Node knows it. `goroot` is a folder with that part
 * of Go which runners need, `lib/wasm`.
 */
export function withoutGo(version: string, goroot: string): GoFacts {
  const { platform, arch } = process;
  return {
    path: '',
    version,
    hostGoos: platform === 'win32' ? 'windows' : platform,
    hostGoarch: GOARCH[arch] ?? arch,
    env: { GOROOT: goroot },
  };
}
