import { createHash } from 'node:crypto';

/** A variable of cmd/go. */
export interface ResultKey {
  readonly name: string;
  readonly value: string;
}

/**
 * What the results of a project's packages depend on and Go does not know of. Go's key of a result holds the value of each
 * variable that the log of the tests names (cmd/go/internal/test, computeTestInputsID), and the shim adds the name of this
 * one to the log of each package: so one `go test` can hold the packages of many projects.
 */
export function resultKey({
  project,
  dataDigest,
  declaredDigest,
}: {
  readonly project: string;
  readonly dataDigest: string;
  readonly declaredDigest: string;
}): ResultKey {
  const value = digest(JSON.stringify([dataDigest, declaredDigest]));
  return { name: `NX_GO_CROSS_KEY_${shortName(project)}`, value };
}

/** The name under which cmd/go has the value that a variable has for tests: for its own it has another one. */
export function aliasOf(variable: string, project?: string): string {
  return `NX_GO_CROSS_OF_${project === undefined ? '' : `${shortName(project)}_`}${variable}`;
}

function shortName(project: string): string {
  return digest(project).slice(0, 12);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
