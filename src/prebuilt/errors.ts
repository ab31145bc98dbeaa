import { CrossTestError } from '../errors';

const REBUILD = "Build them anew with executor 'nx-go-cross:test-binaries', and copy the folder as a whole.";

function invalid(message: string, hint: string = REBUILD): CrossTestError {
  return new CrossTestError('invalidBinaries', message, hint);
}

export function manifestMissing(folder: string): CrossTestError {
  return invalid(
    `Option 'binaries' names ${folder}, where there is no manifest.json.`,
    "Name the folder 'binaries' below the outputs of executor 'nx-go-cross:test-binaries', or a copy of it.",
  );
}

export function manifestGarbled(file: string, what: string): CrossTestError {
  return invalid(`${file} is not a manifest of test binaries: ${what}.`);
}

export function manifestTooNew(file: string, schema: unknown): CrossTestError {
  return invalid(
    `${file} has schema ${JSON.stringify(schema)}, and this nx-go-cross knows schema 1.`,
    'Use the same version of nx-go-cross on both machines.',
  );
}

export function otherPort(folder: string, built: string, asked: string): CrossTestError {
  return invalid(
    `The test binaries in ${folder} are for ${built}, and this target is for ${asked}.`,
    `Use a target for ${built}, or the binaries for ${asked}.`,
  );
}

export function otherProject(folder: string, built: string, asked: string): CrossTestError {
  return invalid(
    `The test binaries in ${folder} are those of project '${built}', and this is a target of project '${asked}'.`,
    "Name the binaries of the project itself: in option 'binaries', {projectRoot} stands for the folder of each project.",
  );
}

export function otherBuildOption(folder: string, option: string, built: unknown, asked: unknown): CrossTestError {
  const text = (value: unknown) => (value === undefined ? 'unset' : JSON.stringify(value));
  return invalid(
    `Option '${option}' is ${text(asked)}, and the test binaries in ${folder} were built with ${text(built)}.`,
    `Leave '${option}' out, since it cannot change binaries that exist, or build them with it.`,
  );
}

export function binaryMissing(file: string): CrossTestError {
  return invalid(`${file} is missing, and the manifest lists it.`);
}

export function linkLeadsOut(file: string, to: string): CrossTestError {
  return invalid(`${file} leads to ${to}, out of the folder of test binaries.`);
}

export function binaryChanged(file: string): CrossTestError {
  return invalid(`${file} is not the file that was built: its SHA-256 is not the one in the manifest.`);
}

export function binaryNotExecutable(file: string, reason: string): CrossTestError {
  return invalid(`${file} is not executable and cannot be made so: ${reason}.`, `chmod +x ${file}`);
}

export function workingFolderMissing(folders: readonly string[], root: string): CrossTestError {
  return invalid(
    `Tests run in the folder of their package, and ${root} has none of this name: ${folders.join(', ')}.`,
    'Check out the revision that the binaries were built from: tests read their testdata there.',
  );
}

/** A line of the run, which then fails. */
export function malformedProfile(file: string): string {
  return `A test wrote a malformed coverage profile: ${file}`;
}
