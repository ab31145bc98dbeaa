import { CrossTestError } from '../errors';

export function goNotFound(go: string): CrossTestError {
  return new CrossTestError(
    'goNotFound',
    `Go was not found: there is no executable '${go}' on PATH.`,
    "Install Go 1.23 or newer, or set the target's option 'go' to the path of the go command.",
  );
}

export function goTooOld(path: string, version: string, oldest: string): CrossTestError {
  return new CrossTestError(
    'goTooOld',
    `${path} is ${version}; nx-go-cross needs Go ${oldest} or newer.`,
    `Install a newer Go, or set the target's option 'go' to the path of one. Where GOTOOLCHAIN chose this one, unset it.`,
  );
}

export function goCannotRun(path: string, output: string): CrossTestError {
  return new CrossTestError(
    'goFailed',
    `'${path} env -json' failed: ${output.trim() || 'it printed nothing'}`,
    /creating work dir/.test(output)
      ? "Go needs a folder for temporary files: make the one that GOTMPDIR or TMPDIR names, or set another one (option 'env')."
      : `Run '${path} env' in the project's folder, with option 'env' set, to see the failure by itself.`,
  );
}

export function probeUnbuildable(port: string, output: string): CrossTestError {
  return new CrossTestError(
    'goFailed',
    `Go cannot build for ${port}: ${output.trim()}`,
    `Run 'go tool dist list' to see the ports of this Go, and 'go build' for ${port} to see the failure by itself.`,
  );
}

export function noTempFolder(parent: string, reason: string): CrossTestError {
  return new CrossTestError(
    'goFailed',
    `No folder for temporary files can be made in ${parent}: ${reason}.`,
    "Go needs one: make the folder that GOTMPDIR or TMPDIR names, or set another one (option 'env').",
  );
}
