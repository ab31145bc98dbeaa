import { createHash } from 'node:crypto';

/** A named input, empty unless the user fills it in project.json: what the tests read and nobody else can know. */
export const DECLARED_INPUT = 'goDeclared';

/** What the names of such variables begin with. */
export const TOOLCHAIN_PREFIX = 'NX_GO_CROSS_GO_';

/**
 * Set by preTasksExecution where the go command is a shim, which may start another Go in each folder: what Go says of
 * itself in the folder of a project.
 */
export function toolchainVariable(root: string): string {
  return `${TOOLCHAIN_PREFIX}${createHash('sha256').update(root).digest('hex').slice(0, 12).toUpperCase()}`;
}
