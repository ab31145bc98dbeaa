/** How a package, or a whole run, came out. Names are part of summary.json's contract. */
export type Outcome =
  | 'passed'
  | 'failed'
  | 'buildFailed'
  | 'vetFailed'
  | 'setupFailed'
  | 'noTests'
  | 'unproven'
  | 'timedOut'
  | 'crashed'
  | 'infrastructure';
