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

/** What preTasksExecution wrote to INCLUDES_VARIABLE; no such package where it is unset. */
export function readIncluding(text: string | undefined): Including {
  return text === undefined ? { dirs: [], isEmbedded: false } : (JSON.parse(text) as Including);
}
