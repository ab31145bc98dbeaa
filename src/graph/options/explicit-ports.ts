import { nameOfAnother } from '../errors';
import { inOneMessage } from '../../errors';
import { formatPort, portFromOptions, type PortOptions } from '../../ports';
import type { NormalizedPluginOptions } from './normalized-options';
import { finalTargets } from '../configuration/final-target';
import { isGlob } from '../configuration/is-glob';
import { ownConfiguration } from '../configuration/own-configuration';
import type { TargetDefaults } from '../configuration/target-defaults';
import type { Disk } from '../../golang';
import type { PortTarget } from './port-target';

/** The ports of one project over those of an entry of the plugin. */
export type ExplicitPorts = Pick<NormalizedPluginOptions, 'ports' | 'checkPorts'>;

/**
 * Targets that a project writes out itself, for ports that the plugin's options lack: by entry of the plugin, named as
 * ones that it infers would be.
 * They get inputs, outputs and a place in the cache like those: what the project says is merged over it.
 */
export function explicitPorts(
  entries: readonly NormalizedPluginOptions[],
  disk: Disk,
  targetDefaults?: TargetDefaults,
): (root: string) => ExplicitPorts[] {
  const namesOf = (targets: readonly PortTarget[]) => targets.map(({ targetName }) => targetName);
  const known = new Set(entries.flatMap(({ ports, checkPorts }) => namesOf([...ports, ...checkPorts])));
  const taken = new Set(
    entries.flatMap((entry) => [entry.aggregateTargetName, entry.coverageTargetName, ...namesOf(entry.binaryPorts)]),
  );
  const finalOf = finalTargets(targetDefaults, disk);
  return (root) => {
    const names = new Set(ownConfiguration(root, disk).targets.map(([name]) => name));
    const own = [...names].filter((name) => !known.has(name) && !isGlob(name));
    const found = (kind: 'test' | 'check', { targetOf }: NormalizedPluginOptions) =>
      own.flatMap((name) => {
        const [form] = finalOf(root, { targetName: name, options: {} });
        return form!.executor === `nx-go-cross:${kind}` ? portTarget(targetOf[kind], form!.options, name) : [];
      });
    const explicit = entries.map((entry) => ({ ports: found('test', entry), checkPorts: found('check', entry) }));
    const all = explicit.flatMap(({ ports, checkPorts }) => namesOf([...ports, ...checkPorts]));
    const lost = all.find((name) => taken.has(name));
    if (lost !== undefined) throw inOneMessage(nameOfAnother(root, lost));
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
