import { nameOfAnother } from '../../errors/graph-errors';
import { inOneMessage } from '../../errors/one-message';
import { formatPort, portFromOptions, type PortOptions } from '../../ports';
import type { NormalizedPluginOptions } from './normalized-options';
import { finalTargets } from '../configuration/final-target';
import { isGlob } from '../configuration/is-glob';
import { ownConfiguration } from '../configuration/own-configuration';
import type { TargetDefaults } from '../configuration/target-defaults';
import type { Disk } from '../../golang';
import type { PortTarget } from './port-target';

/** The ports of one project over those of the plugin. */
export type ExplicitPorts = Pick<NormalizedPluginOptions, 'ports' | 'checkPorts'>;

/**
 * Targets that a project writes out itself, named as inferred ones would be, for ports that the plugin's options lack.
 * They get inputs, outputs and a place in the cache like those: what the project says is merged over it.
 */
export function explicitPorts(
  options: NormalizedPluginOptions,
  disk: Disk,
  targetDefaults?: TargetDefaults,
): (root: string) => ExplicitPorts {
  const known = new Set([...options.ports, ...options.checkPorts].map(({ targetName }) => targetName));
  const { aggregateTargetName, coverageTargetName, binaryPorts } = options;
  const taken = new Set([aggregateTargetName, coverageTargetName, ...binaryPorts.map(({ targetName }) => targetName)]);
  const finalOf = finalTargets(targetDefaults, disk);
  return (root) => {
    const names = new Set(ownConfiguration(root, disk).targets.map(([name]) => name));
    const own = [...names].filter((name) => !known.has(name) && !isGlob(name));
    const found = (kind: 'test' | 'check') =>
      own.flatMap((name) => {
        const [form] = finalOf(root, { targetName: name, options: {} });
        return form!.executor === `nx-go-cross:${kind}` ? portTarget(options.targetOf[kind], form!.options, name) : [];
      });
    const explicit = { ports: found('test'), checkPorts: found('check') };
    const lost = [...explicit.ports, ...explicit.checkPorts].find(({ targetName }) => taken.has(targetName));
    if (lost) throw inOneMessage(nameOfAnother(root, lost.targetName));
    return explicit;
  };
}

/** A wrong port is the executor's to report; the graph must stay whole. */
function portTarget(targetOf: (port: string) => PortTarget, written: unknown, name: string): PortTarget[] {
  try {
    const target = targetOf(formatPort(portFromOptions((written ?? {}) as PortOptions)));
    return target.targetName === name ? [target] : [];
  } catch {
    return [];
  }
}
