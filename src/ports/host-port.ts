import type { Port } from './port';

/** What Go says of the machine that it runs on: GOHOSTOS and GOHOSTARCH. */
export interface HostPort {
  readonly hostGoos: string;
  readonly hostGoarch: string;
}

/** The host as a port. */
export function hostPort({ hostGoos, hostGoarch }: HostPort): Port {
  return { goos: hostGoos, goarch: hostGoarch };
}

/** Whether a port is the host's own, of whatever level. */
export function isHostPort({ goos, goarch }: Port, { hostGoos, hostGoarch }: HostPort): boolean {
  return goos === hostGoos && goarch === hostGoarch;
}
