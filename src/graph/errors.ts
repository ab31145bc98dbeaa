import { CrossTestError } from '../errors';

const WHERE = "Look at the options of plugin 'nx-go-cross' in nx.json.";

export function invalidPluginOptions(options: unknown): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    `The options of nx-go-cross are ${JSON.stringify(options)}; they must be an object such as {"ports": ["arm64"]}.`,
    WHERE,
  );
}

export function unknownPluginOption(name: string, known: readonly string[]): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    `nx-go-cross has no option '${name}'. Options: ${known.join(', ')}.`,
    WHERE,
  );
}

export function invalidPluginOption(name: string, value: unknown, expected: string): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    `Option '${name}' of nx-go-cross is ${JSON.stringify(value)}; it must be ${expected}.`,
    WHERE,
  );
}

export function sharedOutput(outputDir: string, ports: readonly string[]): CrossTestError {
  const whose = ports.length > 1 ? `the ports ${ports.join(', ')} of every project` : 'every project';
  return new CrossTestError(
    'invalidOption',
    `Option 'outputDir' of nx-go-cross is '${outputDir}' for ${whose}: each run would remove the results of another.`,
    'Leave it out, since dist/go-cross has a folder for each project and port; or set it in the object of each port: ' +
      `"outputDir": "reports/{projectRoot}/${ports[0]}".`,
  );
}

export function portTwice(option: 'ports' | 'checkPorts', id: string, port: string): CrossTestError {
  return new CrossTestError(
    'invalidPort',
    `Option '${option}' of nx-go-cross lists '${id}' (${port}) twice.`,
    option === 'ports' ? "Remove one of them, or give one a 'name' of its own." : 'Remove one of them.',
  );
}

/** `kind` is what may have a name once; `root` the project that two entries of the plugin reach. */
export function bothNamed(kind: string, name: string, first: string, second: string, root?: string): CrossTestError {
  const where = root === undefined ? '' : ` of project folder '${root}', which two entries reach,`;
  return new CrossTestError(
    'invalidOption',
    `Two ${kind} of nx-go-cross${where} would be called '${name}': ${first}, and ${second}. One of them would be lost.`,
    "In nx.json change 'testTargetName', 'checkTargetName', 'binariesTargetName', 'aggregateTargetName' or 'coverageTargetName', or give a port a 'name' of its own.",
  );
}

/** A project writes out the target of a port, and the plugin's options give that name to a target of another kind. */
export function nameOfAnother(root: string, target: string): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    `Project folder '${root}' has a target '${target}' of its own for a port, and nx.json gives nx-go-cross that name for another kind of target. One of them would be lost.`,
    "In nx.json change 'aggregateTargetName', 'coverageTargetName' or 'binariesTargetName'.",
  );
}

/** Two project folders of which one has characters that are no text to Nx. */
export function sameToNx(root: string, other: string): CrossTestError {
  return new CrossTestError(
    'invalidOption',
    `Nx cannot tell the results of the project folders '${root}' and '${other}' apart: in the paths of outputs the characters *?[]{}()!+@,|\\ stand for any other.`,
    `Rename '${root}', or leave it out with "exclude": ["${root.replace(/[[\]{}()!+@,|\\*?]/g, '?')}/**"] in the entry of nx-go-cross in nx.json.`,
  );
}

/** Warnings: the graph is made without what they name. */
export function unreadableSource(file: string, reason: string): string {
  return `nx-go-cross: ${file} cannot be read (${reason}); what it imports is missing in the graph.`;
}

export function unreadableModFile(file: string, line?: number): string {
  const where = line === undefined ? `${file} has no 'module' line that can be read` : `${file}:${line} cannot be read`;
  return `nx-go-cross: ${where}; edges may be missing in the graph. Run 'go mod edit -json ${file}' to see what Go says.`;
}

export function missingMember(file: string, use: string): string {
  return `nx-go-cross: ${file} uses '${use}', which has no go.mod. Go refuses to build with it.`;
}

export function goWorkNotInGraph(goWork: string): string {
  return (
    `nx-go-cross: GOWORK names ${goWork}, which is not the go.work that Go would find by itself. Cache keys follow it; ` +
    "the edges of the project graph and 'nx affected' do not, since one graph serves commands with and without the variable. " +
    'They do where the go.work lies at the root of the workspace or above it.'
  );
}

export function unseenName(file: string): string {
  return `nx-go-cross: the name of ${file} is no UTF-8: Nx does not see it, and no key holds it. Rename it.`;
}

/** A warning: projects with Go packages that another plugin makes, which could not be asked for them. */
export function unseenProjects(roots: readonly string[]): string[] {
  if (roots.length === 0) return [];
  const which = roots.length === 1 ? `project ${roots[0]} has` : `projects ${roots.join(', ')} have`;
  return [
    `nx-go-cross: ${which} Go packages and no test targets: the plugin that makes them projects cannot be asked which it makes. A file ${roots[0]}/project.json with nothing but {} gives them to it.`,
  ];
}

/** One sentence for all targets that another plugin has given options that inputs cannot follow. */
export function unforeseenWarning(
  targets: readonly { readonly project: string; readonly targetName: string }[],
): string[] {
  const [first, ...others] = targets.map(({ project, targetName }) => `${project}:${targetName}`);
  if (first === undefined) return [];
  const rest = others.length === 0 ? '' : ` and ${others.length} more`;
  return [
    `nx-go-cross: options of ${first}${rest} are not those that nx.json, package.json and project.json give: another plugin ` +
      'sets them. Results are not cached then, and nx affected may pass the target over. Set them in nx.json or project.json.',
  ];
}

export function coverageNameTaken(): CrossTestError {
  return new CrossTestError(
    'invalidPort',
    "A port of nx-go-cross is named 'coverage', which is the folder of the merged profiles that 'coverageTargetName' asks for.",
    "Give the port another 'name' in nx.json.",
  );
}
