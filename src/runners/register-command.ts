import type { Port } from '../ports';
import { dockerPlatform } from '../emulation';

/** What lets this machine, or that of a container engine, run binaries of a port. */
export function registerCommand(port: Port): string {
  const debian = 'sudo apt-get install qemu-user-static binfmt-support';
  if (dockerPlatform(port) === undefined) return debian;
  return `docker run --privileged --rm tonistiigi/binfmt --install ${port.goarch}   (or: ${debian})`;
}
