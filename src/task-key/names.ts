import { createHash } from 'node:crypto';

/** Set by preTasksExecution: the packages with files from elsewhere, as JSON of `Including`. For executors, no input. */
export const INCLUDES_VARIABLE = 'NX_GO_CROSS_UNSEEN_INCLUDES';

/** The folders of packages that C or assembly from other folders is compiled into. */
export interface Including {
  readonly dirs: readonly string[];
  /** Somebody embeds whatever lies in one of the folders. */
  readonly isEmbedded: boolean;
}

/** A header that is in none of these folders, and that Go is told is there. */
export const CARRIER = 'zz_nx_go_cross.h';

/** A named input, empty unless the user fills it in project.json: what the tests read and nobody else can know. */
export const DECLARED_INPUT = 'goDeclared';

/** Begins the name of the variable that holds, for one target, what Nx does not see by itself. */
export const UNSEEN_PREFIX = 'NX_GO_CROSS_UNSEEN_';

/** What the names of such variables begin with. */
export const TOOLCHAIN_PREFIX = 'NX_GO_CROSS_GO_';

/**
 * Set by preTasksExecution where the go command is a shim, which may start another Go in each folder: what Go says of
 * itself in the folder of a project.
 */
export function toolchainVariable(root: string): string {
  return `${TOOLCHAIN_PREFIX}${createHash('sha256').update(root).digest('hex').slice(0, 12).toUpperCase()}`;
}

/** What preTasksExecution wrote to INCLUDES_VARIABLE; no such package where it is unset. */
export function readIncluding(text: string | undefined): Including {
  return text === undefined ? { dirs: [], isEmbedded: false } : (JSON.parse(text) as Including);
}
