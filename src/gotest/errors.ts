import { CrossTestError } from '../errors';

export function containerFailed(engine: string, output: string): CrossTestError {
  return new CrossTestError(
    'noRunner',
    `${engine} could not start the container for the tests: ${output}`,
    'Folders of the workspace and for temporary files (TMPDIR) must be shared with the machine that containers run on.',
  );
}

export function scratchUnwritable(folder: string, reason: string): CrossTestError {
  return new CrossTestError(
    'outputUnwritable',
    `Cannot make a folder for temporary files in ${folder}: ${reason}.`,
    "Make room there, or name another folder in TMPDIR, or in GOTMPDIR (option 'env').",
  );
}

export function outputUnwritable(path: string, reason: string): CrossTestError {
  return new CrossTestError(
    'outputUnwritable',
    `Cannot write the results to ${path}: ${reason}.`,
    "Make the folder writable, or choose another one with option 'outputDir'.",
  );
}
