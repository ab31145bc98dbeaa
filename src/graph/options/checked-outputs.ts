import { sharedOutput } from '../errors';
import type { PortTarget } from './port-target';

/** Options of the plugin are for all projects: a folder for results must tell projects and ports apart. */
export function checkOutputs(ports: readonly Pick<PortTarget, 'id' | 'options'>[]): void {
  for (const { options } of ports) {
    const { outputDir } = options;
    if (typeof outputDir !== 'string') continue;
    const sharing = ports.filter((other) => other.options.outputDir === outputDir).map(({ id }) => id);
    if (sharing.length > 1 || !/\{project(Root|Name)\}/.test(outputDir)) throw sharedOutput(outputDir, sharing);
  }
}
