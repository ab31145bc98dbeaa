import { formatPort } from '../../ports';
import type { Summary } from '../../results';

/** The name of a run's port. A run of `check` proves less than tests do, and must not stand in their place. */
export function columnOf({ port, runner }: Summary): string {
  return `${formatPort(port)}${runner.kind === 'none' ? ' (compiled)' : ''}`;
}
