import type { ShownPorts } from '../lib/shown-ports';
import type { PortChanges } from './port-change';

/** The ports of which Nx shows something else than was asked for. */
export function unexpected(shown: ShownPorts, { ports, checkPorts, remove }: PortChanges): string[] {
  return [
    ...ports.filter(({ id }) => shown.ports.has(id) === remove),
    ...checkPorts.filter(({ id }) => shown.checkPorts.has(id) === remove),
  ].map(({ id }) => id);
}

/** What Nx shows of a project, and why that may not be what was asked for. */
export function outcomeText(shown: ShownPorts, changes: PortChanges): string {
  const { name, targets } = shown;
  const shows = `Nx shows for ${name}: ${targets.join(', ') || 'no target of nx-go-cross'}.`;
  const strange = unexpected(shown, changes);
  if (strange.length === 0) return shows;
  const ports = strange.join(', ');
  return changes.remove
    ? `${shows} It still has ${ports}: its project.json, its package.json or an entry of nx-go-cross in nx.json says so.`
    : `${shows} It has no target for ${ports}: either no Go file of it is for the port, by the files' names, or no entry of nx-go-cross in nx.json reaches ${name}, or a plugin makes it a project that cannot be asked for it (a project.json with {} in its folder helps).`;
}
