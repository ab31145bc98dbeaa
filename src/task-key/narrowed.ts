/** A target whose own inputs have taken the place of those that it was inferred with, and leave out some of what they held. */
export interface Narrowed {
  readonly project: string;
  readonly targetName: string;
  /** Entries of a list of inputs, as JSON. */
  readonly missing: readonly string[];
}

/** Set by preTasksExecution where there are such targets: all of them, as JSON. For executors, no input. */
export const NARROWED_VARIABLE = 'NX_GO_CROSS_NARROWED';

export function readNarrowed(env: NodeJS.ProcessEnv): readonly Narrowed[] {
  const text = env[NARROWED_VARIABLE];
  return text === undefined ? [] : (JSON.parse(text) as Narrowed[]);
}

/** What it means, and what helps: since Nx 23 `"..."` in a list stands for what was there before. */
export function narrowedText([first, ...others]: readonly Narrowed[], nxMajor: number): string {
  if (first === undefined) return '';
  const { project, targetName, missing } = first;
  const names = `${project}:${targetName}${others.length === 0 ? '' : ` and ${others.length} more`}`;
  const remedy = nxMajor >= 23 ? 'Add "..." to them' : 'Add these to them';
  const shown = missing.length > 4 && nxMajor >= 23 ? [...missing.slice(0, 4), `${missing.length - 4} more`] : missing;
  return (
    `the inputs that nx.json or project.json give ${names} leave out ${shown.join(', ')}: ` +
    `a result may be replayed although that has changed. ${remedy}, or remove them.`
  );
}
