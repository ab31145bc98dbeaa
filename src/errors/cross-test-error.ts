/** Stable identifiers that programs may match on; the wording may change, these may not. */
export type ErrorCode =
  | 'invalidPort'
  | 'invalidOption'
  | 'goNotFound'
  | 'goTooOld'
  | 'goFailed'
  | 'goChanged'
  | 'noPackages'
  | 'noRunner'
  | 'unknownCpu'
  | 'probeMismatch'
  | 'noCompiler'
  | 'spawnFailed'
  | 'gitFailed'
  | 'outputUnwritable'
  | 'undeclaredInputs'
  | 'inputsChanged'
  | 'invalidBinaries'
  | 'invalidFile';

/** A failure with a remedy. Every failure that a user can cause is one of these, never a bare Error. */
export class CrossTestError extends Error {
  override readonly name: string = 'CrossTestError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    /** What to do about it: a command or a change of configuration. */
    readonly hint?: string,
    override readonly cause?: unknown,
  ) {
    super(message);
  }

  /** The text for a terminal: what happened, then what to do, and with `verbose` all that is known. Never a stack trace. */
  format(verbose = false): string {
    const text = this.hint ? `${this.message}\n  ${this.hint}` : this.message;
    return verbose && this.details !== undefined ? `${text}\n${this.details}` : text;
  }

  /** What is worth knowing only to some: shown by `--reporter=verbose`, and kept in summary.json. */
  get details(): string | undefined {
    return undefined;
  }
}
