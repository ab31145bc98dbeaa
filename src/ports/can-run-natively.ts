import { levelTable } from './level-table';
import type { Port } from './port';

export type NativeSupport = 'always' | 'kernelDependent' | 'never';

/**
 * Foreign binaries that a host runs without an emulator of ours, if its kernel was built for that or the system brings
 * a translator (Rosetta, Windows on Arm). A probe has to tell.
 */
const FOREIGN: Readonly<Record<string, string>> = {
  'linux/amd64': 'linux/386',
  'linux/arm64': 'linux/arm',
  'linux/mips64': 'linux/mips',
  'linux/mips64le': 'linux/mipsle',
  'freebsd/amd64': 'freebsd/386',
  'freebsd/arm64': 'freebsd/arm',
  'netbsd/amd64': 'netbsd/386',
  'netbsd/arm64': 'netbsd/arm',
  'darwin/arm64': 'darwin/amd64',
  'windows/amd64': 'windows/386',
  'windows/arm64': 'windows/386 windows/amd64',
};

/** Whether a host executes a port's binaries itself. `kernelDependent`: kernel or CPU may lack what it takes. */
export function canRunNatively(hostPort: Port, port: Port): NativeSupport {
  const [host, wanted] = [pair(hostPort), pair(port)];
  if (host === wanted) return needsMoreThanBaseline(port) ? 'kernelDependent' : 'always';
  return FOREIGN[host]?.split(' ').includes(wanted) ? 'kernelDependent' : 'never';
}

function pair({ goos, goarch }: Port): string {
  return `${goos}/${goarch}`;
}

/** Whether a CPU of the GOARCH may lack what the port's level needs. */
export function needsMoreThanBaseline({ goarch, level }: Port): boolean {
  const table = levelTable(goarch);
  return table !== undefined && table.needsMore && level !== undefined && level !== table.bases[0];
}
