import { goarchFacts, type Port } from '../../ports';

/** Docker's platform string, for a port that Docker images exist for. */
export function dockerPlatform({ goos, goarch, level }: Port): string | undefined {
  const arch = goos === 'linux' ? goarchFacts(goarch)?.dockerArch : undefined;
  if (arch === undefined) return undefined;
  return goarch === 'arm' && level !== undefined ? `linux/arm/v${level[0]}` : `linux/${arch}`;
}

export function debianArch(port: Port): string | undefined {
  if (port.goos !== 'linux') return undefined;
  return hasSoftFloatAbi(port) ? 'armel' : goarchFacts(port.goarch)?.debianArch;
}

/** The prefix of the C compiler and the name of its sysroot. */
export function gnuTriplet(port: Port): string | undefined {
  if (port.goos !== 'linux') return undefined;
  return hasSoftFloatAbi(port) ? 'arm-linux-gnueabi' : goarchFacts(port.goarch)?.gnuTriplet;
}

/** ARMv5 has no floating point unit to rely on; arm is the one GOARCH that has a second C ABI for that. */
function hasSoftFloatAbi({ goarch, level }: Port): boolean {
  return goarch === 'arm' && level !== undefined && (level === '5' || level.endsWith(',softfloat'));
}
