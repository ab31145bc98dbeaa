import { nameOfAnother } from '../errors/graph-errors';
import { inOneMessage } from '../errors/one-message';
import { formatPort, portFromOptions, type PortOptions } from '../ports';
import type { NormalizedPluginOptions, PortTarget } from './plugin-options';
import { ownTargets, type Target } from './target-setups';
import type { Disk } from './workspace/disk';

/** The ports of one project over those of the plugin. */
export type ExplicitPorts = Pick<NormalizedPluginOptions, 'ports' | 'checkPorts'>;

/**
 * Targets that a project writes out itself, named as inferred ones would be, for ports that the plugin's options lack.
 * They get inputs, outputs and a place in the cache like those: what the project says is merged over it.
 */
export function explicitPorts(options: NormalizedPluginOptions, disk: Disk): (root: string) => ExplicitPorts {
  const known = new Set([...options.ports, ...options.checkPorts].map(({ targetName }) => targetName));
  const { aggregateTargetName, coverageTargetName, binaryPorts } = options;
  const taken = new Set([aggregateTargetName, coverageTargetName, ...binaryPorts.map(({ targetName }) => targetName)]);
  return (root) => {
    const own = Object.entries(Object.assign({}, ...ownTargets(root, disk)) as Readonly<Record<string, Target>>);
    const found = (kind: 'test' | 'check') =>
      own
        .filter(([name, target]) => !known.has(name) && target?.executor === `nx-go-cross:${kind}`)
        .flatMap(([name, { options: written }]) => portTarget(options.targetOf[kind], written, name));
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
