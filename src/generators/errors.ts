import { CrossTestError } from '../errors';

export function fileUnreadable(file: string): CrossTestError {
  return new CrossTestError(
    'invalidFile',
    `${file} is missing or no valid JSON, so it was not changed.`,
    `Mend ${file}, then run the generator again.`,
  );
}

export function unknownProject(name: string, known: readonly string[]): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    `There is no project '${name}' in this workspace.`,
    known.length > 0 ? `Projects: ${known.join(', ')}.` : "Run 'nx show projects' to see what Nx finds.",
  );
}

export function nothingToDo(): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    "No port was named: both 'ports' and 'checkPorts' are empty.",
    'Name one or more, for example --ports=arm64,s390x.',
  );
}

export function portNotOurs(project: string): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    `Project '${project}' has the port from an entry of nx-go-cross in nx.json that names projects itself with 'include'.`,
    "Change that entry by hand: its 'include' or its 'ports'.",
  );
}

export function invalidGeneratorOption(name: string, value: unknown, expected: string): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    `Option '${name}' is ${JSON.stringify(value)}; it must be ${expected}.`,
    'Run the generator with --help to see its options.',
  );
}

export function noPorts(): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    'nx.json has no entry of nx-go-cross that names ports, and none were asked for.',
    "Run 'nx g nx-go-cross:init', or name ports, for example --ports=arm64,s390x.",
  );
}

export function notTestableInCi(port: string): CrossTestError {
  return new CrossTestError(
    'invalidPort',
    `Port ${port} cannot be tested in CI: its tests run under no emulator that nx-go-cross has.`,
    "Name other ports with --ports, or move it to 'checkPorts' in nx.json, which compiles and vets only.",
  );
}

export function legNameTwice(id: string, port: string, other: string): CrossTestError {
  return new CrossTestError(
    'invalidPort',
    `Two entries of nx-go-cross in nx.json name a port '${id}', one means ${port} and one ${other}: no job can test both.`,
    "Give one of them another 'name'.",
  );
}

export function unknownLabelPort(port: string, known: readonly string[]): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    `Option 'nativeLabels' has a label for '${port}', which is not among the ports of the workflow.`,
    `Ports: ${known.join(', ')}.`,
  );
}

export function noGoProject(): CrossTestError {
  return new CrossTestError(
    'noPackages',
    'There is no go.mod in this workspace, so that CI has nothing to test.',
    "Make a module first, for example with 'go mod init example.com/svc' in its folder.",
  );
}

export function nothingTested(ports: readonly string[], targets: readonly string[]): CrossTestError {
  return new CrossTestError(
    'noPackages',
    `No project has a target for ${ports.join(', ')} (${targets.join(', ')}): a job for it would be green and test nothing.`,
    `A Go module is tested once its folder is an Nx project, for example by a project.json such as { "name": "svc" }, and has the port: from 'ports' in nx.json, or by 'nx g nx-go-cross:port-targets'.`,
  );
}

/** A warning of `init`. */
export function modulesWithoutProject(folders: readonly string[]): string {
  return `No project of Nx, so without tests: the Go modules in ${folders.join(', ')}. A project.json such as { "name": "svc" } in its folder makes a module one.`;
}

export function goVersionFileMissing(file: string): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    `Option 'goVersionFile' is '${file}', which is no file of this workspace.`,
    "Name a go.mod, go.work or .go-version, relative to the workspace's root.",
  );
}

export function noRepository(): CrossTestError {
  return new CrossTestError(
    'invalidFile',
    'This workspace is in no git repository, so that no CI provider would see the workflow.',
    "Run 'git init' first.",
  );
}

export function gitMissing(): CrossTestError {
  return new CrossTestError(
    'gitFailed',
    'There is no git on PATH, which knows the branches that a workflow names.',
    'Install git, or add its folder to PATH.',
  );
}

export function foreignRepository(folder: string): CrossTestError {
  return new CrossTestError(
    'gitFailed',
    `git refuses ${folder}, because it belongs to another user.`,
    `Make the folder yours, or trust it: git config --global --add safe.directory '${folder}'`,
  );
}

export function gitRefused(reason: string): CrossTestError {
  return new CrossTestError(
    'gitFailed',
    `git cannot read the repository of this workspace: ${reason}.`,
    "Run 'git status' here, and fix what it reports.",
  );
}

/** A warning: the file had to be written, and git could not be asked. */
export function mainBranchGuessed(file: string, reason: string): string {
  return `nx-go-cross: ${file} names 'main' as the main branch, which is a guess: ${reason} Name the branch as 'defaultBase' in nx.json.`;
}

export function noPackageJson(): CrossTestError {
  return new CrossTestError(
    'invalidFile',
    'This workspace has no package.json, from which the jobs of a workflow install Nx and nx-go-cross.',
    "Make one with 'npm init -y' and 'npm install --save-dev nx nx-go-cross'. Workflows for the script './nx' are not written.",
  );
}

export function notRepositoryRoot(top: string): CrossTestError {
  return new CrossTestError(
    'invalidFile',
    `The git repository begins at ${top}, above this workspace. CI providers read workflows at its root only.`,
    "Generate it in a clone whose root is this workspace, move it up, and add the workspace's folder to its paths and as 'working-directory'.",
  );
}

export function detachedHead(): CrossTestError {
  return new CrossTestError(
    'invalidFile',
    'No branch is checked out (HEAD is detached), so that the workflow would be on none.',
    "Check one out first, for example with 'git switch main'.",
  );
}

export function mainBranchUnknown(branch: string): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    `The main branch is not known: '${branch}' is checked out, and there is neither 'main' nor 'master'.`,
    `Name it in nx.json, for example "defaultBase": "${branch}".`,
  );
}

export function unusableBranch(name: string): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    `The main branch is called '${name}', which a workflow cannot filter for.`,
    "Name another one as 'defaultBase' in nx.json.",
  );
}

export function unusableName(name: string): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    `Option 'name' is ${JSON.stringify(name)}, of which no file name can be made.`,
    "Use letters, digits, blanks and dashes, for example --name='Cross tests'.",
  );
}

export function outsideWorkspace(file: string, real: string): CrossTestError {
  return new CrossTestError(
    'outputUnwritable',
    `${file} is outside of this workspace: a link on the way leads to ${real}.`,
    'Remove the link, or choose another name with --name.',
  );
}

export function fileReadOnly(file: string): CrossTestError {
  return new CrossTestError(
    'outputUnwritable',
    `${file} is read-only, so it was not changed.`,
    'Make it writable, or choose another name with --name.',
  );
}

export function fileInTheWay(file: string): CrossTestError {
  return new CrossTestError(
    'outputUnwritable',
    `${file} exists and has no regions of nx-go-cross: all of it would be overwritten.`,
    'Choose another name with --name, or give it up with --overwrite.',
  );
}

export function editedRegions(file: string, names: readonly string[]): CrossTestError {
  return new CrossTestError(
    'outputUnwritable',
    `${file} was edited in regions that would be written anew: ${names.join(', ')}.`,
    "Move the edits out of the lines between 'nx-go-cross:begin' and 'nx-go-cross:end', or give them up with --overwrite.",
  );
}

export function regionsBroken(file: string, line: string): CrossTestError {
  return new CrossTestError(
    'invalidFile',
    `The regions of nx-go-cross in ${file} are broken at '${line}': a line 'begin' or 'end' is missing or there twice.`,
    'Mend the lines, or give the file up with --overwrite.',
  );
}

export function machineMissing(port: string, ci: string): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    `Port ${port} is to be tested natively, but ${ci} has no arm64 machines that everybody may use.`,
    `Name one of yours, for example --nativeLabels=${port}=my-label, or choose --nativeArm64=never.`,
  );
}

/** A warning: the ports have changed, and the file has not. */
export function editedWorkflow(file: string, names: readonly string[]): string {
  return `nx-go-cross: ${file} does not have the ports of nx.json. It was edited in regions that would be written anew (${names.join(', ')}): run 'nx g nx-go-cross:ci-workflow' by hand.`;
}
