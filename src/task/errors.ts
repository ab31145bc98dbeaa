import { severalPatterns } from '../reports';
import { CrossTestError } from '../errors';

export function invalidOption(option: string, value: unknown, expected: string): CrossTestError {
  return new CrossTestError('invalidOption', `Option '${option}' is ${JSON.stringify(value)}; it must be ${expected}.`);
}

export function raceUnderEmulation(port: string, emulator: string): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    `The race detector cannot run for ${port} under ${emulator}: ThreadSanitizer's memory layout does not fit an emulated process.`,
    `Remove 'race' for this port, or run it on a native ${port} machine.`,
  );
}

export function invalidNumber(option: string, value: unknown, allowed: string): CrossTestError {
  const { message } = invalidOption(option, value, allowed);
  return new CrossTestError('invalidOption', message, `Correct '${option}', or remove it: it has a default.`);
}

/** `where` is what holds it: an option or a variable. */
export function reservedFlag(where: string, flag: string, instead: string): CrossTestError {
  return new CrossTestError('invalidOption', `${where} may not hold ${flag}: ${instead}.`, 'Remove the flag there.');
}

export function envAgainstPort(name: string, value: string): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    `Option 'env' sets ${name}=${value}, but the port of a target decides ${name}.`,
    `Remove ${name} from 'env' and set '${name.toLowerCase()}' of the target instead; another port is another target.`,
  );
}

export function noProject(): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    'The test executor was started without a project.',
    'Run it as nx run <project>:<target>.',
  );
}

export function outputOutside(outputDir: string): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    `Option 'outputDir' is '${outputDir}'; it must be a folder below the workspace root, since Nx caches what is in it.`,
  );
}

export function outputHoldsProject(outputDir: string): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    `Option 'outputDir' is ${outputDir}, which holds the project itself; results need a folder of their own.`,
    "Name a folder that nothing else is in, or leave 'outputDir' out: the default is below dist/go-cross.",
  );
}

export function outputIsNotOurs(outputDir: string, name: string): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    `Option 'outputDir' is ${outputDir}, which holds something that is no result of nx-go-cross: ${name}. Nothing was written.`,
    'Each run removes the results of the one before it: name a folder that is empty or does not exist yet.',
  );
}

export function noCgo(port: string): CrossTestError {
  return new CrossTestError('invalidOption', `Go has no cgo for ${port}.`, "Remove option 'cgo', or set it to 'off'.");
}

export function notStatic(flag: string): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    `Option 'cgo' is 'static', and ${flag} in GOFLAGS or 'goFlags' asks for an executable that a dynamic loader starts.`,
    `Set 'cgo' to 'dynamic', or give GOFLAGS without ${flag} in option 'env' of the target.`,
  );
}

export function noCCompiler(port: string, cc: string | undefined, install: string | undefined): CrossTestError {
  return new CrossTestError(
    'noCompiler',
    cc === undefined
      ? `There is no C compiler for ${port} on PATH, and option 'cgo' needs one.`
      : `The C compiler '${cc}' of option 'cc' or 'env' is not there.`,
    install ?? "Install one and name it with option 'cc', or set 'cgo' to 'off'.",
  );
}

export function cannotLinkC(port: string, cc: string, file: string, install: string | undefined): CrossTestError {
  return new CrossTestError(
    'noCompiler',
    `The C compiler '${cc}' finds no ${file}, so C code cannot be compiled and linked for ${port}.`,
    install ?? "Install the development files of the port's C library, or set 'cgo' to 'off'.",
  );
}

export function noCLibrary(port: string, install: string | undefined): CrossTestError {
  return new CrossTestError(
    'noCompiler',
    `The C library of ${port} was not found, so a dynamically linked test binary could not start under emulation.`,
    `${install === undefined ? '' : `${install}   (brings it), `}or set 'ldPrefix' to its folder, or 'cgo' to 'static'.`,
  );
}

export function noPackages(patterns: readonly string[], port: string, project: string): CrossTestError {
  return new CrossTestError(
    'noPackages',
    `No Go package of ${project} matches ${patterns.join(' ')} for ${port}.`,
    patterns.map(severalPatterns).find(Boolean) ??
      "Check option 'packages', and that files are not all excluded by their names or build constraints ('go list ./...' shows them).",
  );
}

/** `reason` is what Node says, with the path in it. */
export function fileSystemRefused(reason: string): CrossTestError {
  return new CrossTestError(
    'outputUnwritable',
    `A file cannot be written or read: ${reason}.`,
    'Make room on the disk, or give this user the right to use the file.',
  );
}

/** `known` is the cause, where it is one that is known, and what helps. */
export function goTestFailed(
  output: string,
  exitCode: number | undefined,
  known?: { readonly cause: string; readonly remedy: string },
): CrossTestError {
  const what = exitCode === undefined ? 'was killed' : `ended with exit code ${exitCode}`;
  if (known !== undefined) return new CrossTestError('goFailed', known.cause, known.remedy, output);
  const hint = output ? 'What Go says about it stands above.' : undefined;
  return new CrossTestError('goFailed', `go test ${what} before any package was tested.`, hint, output);
}

/** `files` is a text that names them. */
export function inputsChanged(files: string): CrossTestError {
  return new CrossTestError(
    'inputsChanged',
    `${files} changed after Nx had looked at the files, so this pass would be kept as that of another source.`,
    'Run it again to test what is there now.',
  );
}

export function undeclared(project: string, names: readonly string[]): CrossTestError {
  return new CrossTestError(
    'undeclaredInputs',
    `The tests of ${project} read what the cache key does not hold: ${names.join(', ')}.`,
    "Declare it as shown above, or with 'nx g nx-go-cross:declare-inputs'; option 'undeclaredInputs' makes this an error.",
  );
}

export function noFuzzing(what = "Option 'fuzz'", than = "'binaries'"): CrossTestError {
  return new CrossTestError(
    'invalidBinaries',
    `${what} needs Go, so it cannot go with ${than}.`,
    'Leave one of them out.',
  );
}

/** `flag` is of GOFLAGS now, `built` are those of that name when the binaries were built. */
export function otherGoflags(folder: string, flag: string, built: readonly string[]): CrossTestError {
  const text = built.length === 0 ? 'without it' : `with ${built.join(' ')}`;
  return new CrossTestError(
    'invalidBinaries',
    `The variable GOFLAGS holds ${flag}, and the test binaries in ${folder} were built ${text}.`,
    'Take it out of GOFLAGS, since it cannot change binaries that exist, or build them with it.',
  );
}

export function outsideWorkspace(importPaths: readonly string[]): CrossTestError {
  return new CrossTestError(
    'invalidBinaries',
    `These packages are outside of the workspace, so another machine has no folder to run their tests in: ${importPaths.join(', ')}.`,
    "Leave them out of option 'packages' of this target.",
  );
}

interface AnotherGo {
  readonly project: string;
  readonly version: string;
  /** The one in the cache key. */
  readonly keyed: string;
  readonly isFirst: boolean;
}

export function anotherGo({ project, version, keyed, isFirst }: AnotherGo): CrossTestError {
  return new CrossTestError(
    'goChanged',
    `The go command on PATH is ${version} for the tests of ${project}, and was ${keyed} when the cache key was made.`,
    isFirst
      ? 'Run it again: from now on it is asked in the folder of every project.'
      : "It goes by a variable that only the task has, from a .env file for example: set that where Nx is started, or set the target's option 'go' to the path of the go command.",
  );
}
