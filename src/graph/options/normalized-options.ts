import type { PortTarget } from './port-target';

export interface NormalizedPluginOptions {
  readonly ports: readonly PortTarget[];
  /** Ports to compile and vet only. */
  readonly checkPorts: readonly PortTarget[];
  /** Ports to keep test binaries of. */
  readonly binaryPorts: readonly PortTarget[];
  readonly aggregateTargetName: string;
  readonly coverageTargetName?: string;
  readonly inferDependencies: boolean;
  readonly cacheKey: 'strict' | 'portable';
  /** The targets that a port would have if `ports` or `checkPorts` held it. */
  readonly targetOf: Readonly<Record<'test' | 'check', (port: string) => PortTarget>>;
}
