import type { Port } from './port';

/** One line of `go tool dist list -json`. */
export interface SupportedPort extends Port {
  readonly cgoSupported: boolean;
  readonly firstClass: boolean;
}

const GOARCHS_OF: Readonly<Record<string, string>> = {
  aix: 'ppc64',
  android: '386 amd64 arm arm64',
  darwin: 'amd64 arm64',
  dragonfly: 'amd64',
  freebsd: '386 amd64 arm arm64',
  illumos: 'amd64',
  ios: 'amd64 arm64',
  js: 'wasm',
  linux: '386 amd64 arm arm64 loong64 mips mips64 mips64le mipsle ppc64 ppc64le riscv64 s390x',
  netbsd: '386 amd64 arm arm64',
  openbsd: '386 amd64 arm arm64 ppc64 riscv64',
  plan9: '386 amd64 arm',
  solaris: 'amd64',
  wasip1: 'wasm',
  windows: '386 amd64 arm64',
};

const WITHOUT_CGO = new Set('js/wasm linux/ppc64 openbsd/ppc64 plan9/386 plan9/amd64 plan9/arm wasip1/wasm'.split(' '));
const FIRST_CLASS = new Set(
  'darwin/amd64 darwin/arm64 linux/386 linux/amd64 linux/arm linux/arm64 windows/386 windows/amd64'.split(' '),
);

/** The ports of Go 1.26, in the order of `go tool dist list`. */
export const PORTS: readonly SupportedPort[] = Object.entries(GOARCHS_OF).flatMap(([goos, goarchs]) =>
  goarchs.split(' ').map((goarch) => ({
    goos,
    goarch,
    cgoSupported: !WITHOUT_CGO.has(`${goos}/${goarch}`),
    firstClass: FIRST_CLASS.has(`${goos}/${goarch}`),
  })),
);

export const GOOSES: readonly string[] = Object.keys(GOARCHS_OF);

/** The facts of a port's GOOS/GOARCH, whatever its level. */
export function findPort({ goos, goarch }: Port): SupportedPort | undefined {
  return PORTS.find((port) => port.goos === goos && port.goarch === goarch);
}

/** The GOARCHs that Go supports on a GOOS; none for an unknown GOOS. */
export function goarchsOf(goos: string): string[] {
  return PORTS.filter((port) => port.goos === goos).map(({ goarch }) => goarch);
}

/** The GOOSes that Go supports on a GOARCH; none for an unknown GOARCH. */
export function goosesOf(goarch: string): string[] {
  return PORTS.filter((port) => port.goarch === goarch).map(({ goos }) => goos);
}
