import type { NxJsonConfiguration, PostTasksExecutionContext, PreTasksExecutionContext } from '@nx/devkit';
import {
  allPluginOptions,
  goProjects,
  keptProjectsOfOthers,
  knownSources,
  namedWorkWarning,
  namesFlagFiles,
  normalizePluginOptions,
  ownEntries,
  readOverrides,
  narrowedOf,
  nxMajor,
  PLUGIN,
  unforeseenOf,
  unseenDigests,
  type PluginOptions,
} from './graph';
import {
  commandStart,
  goVariable,
  HASHED_VARIABLE,
  ignoredPaths,
  machineIdentity,
  noteLatestResults,
  nxCacheFolder,
  rerunNonces,
  stateWarning,
} from './host';

export { createDependencies, createNodes } from './graph';
/** The name that Nx 22 looks for first. To be removed together with Nx 22. */
export { createNodes as createNodesV2 } from './graph';
import {
  compilerVariable,
  emulatorVariable,
  MACHINE_VARIABLE,
  NARROWED_VARIABLE,
  narrowedText,
  portVariable,
  TOOLCHAIN_PREFIX,
  toolchainVariable,
  TOOLS_VARIABLE,
  UNSEEN_PREFIX,
} from './task-key';

export const name = PLUGIN;

/**
 * Once per command, before anything is hashed: what results depend on besides files that Nx knows becomes variables,
 * which the test targets have as inputs.
 */
export async function preTasksExecution(
  options: PluginOptions | undefined,
  context: PreTasksExecutionContext,
): Promise<void> {
  normalizePluginOptions(options);
  const { workspaceRoot: cwd, nxJsonConfiguration, argv } = context;
  const settings = { ...nxJsonConfiguration, others: keptProjectsOfOthers(cwd, nxJsonConfiguration) };
  const { ports, portable } = allPluginOptions(settings);
  const { env } = process;
  const qemuPaths = ports.flatMap(({ port, options: { qemuPath } }) =>
    typeof qemuPath === 'string' ? [[port.goarch, qemuPath] as const] : [],
  );
  for (const variable of Object.keys(env))
    if ([UNSEEN_PREFIX, TOOLCHAIN_PREFIX].some((prefix) => variable.startsWith(prefix))) delete env[variable];
  const files = ignoredFiles(cwd, env);
  const folders = async () => goProjects(cwd, settings, (await files)[1].isIgnored);
  const [identity, [known, ignored]] = await Promise.all([
    machineIdentity({ cwd, env, portable, qemuPaths, folders }),
    files,
  ]);
  env[MACHINE_VARIABLE] = identity.machine;
  env[TOOLS_VARIABLE] = identity.tools;
  for (const [folder, value] of Object.entries(identity.toolchains)) env[toolchainVariable(folder)] = value;
  for (const [goarch, value] of Object.entries(identity.ports)) env[portVariable(goarch)] = value;
  for (const [goarch, value] of Object.entries(identity.emulators)) env[emulatorVariable(goarch)] = value;
  for (const [goarch, value] of Object.entries(identity.compilers)) env[compilerVariable(goarch)] = value;
  const warn = isFirstEntry(options, nxJsonConfiguration) ? console.error : () => undefined;
  if (ignored.withoutGit !== undefined) {
    warn(
      `nx-go-cross: ${ignored.withoutGit}; what .gitignore, .nxignore and the like leave out is found without git, which takes longer.`,
    );
  }
  for (const warning of [namedWorkWarning(cwd, identity.gowork), stateWarning(env)])
    if (warning !== undefined) warn(warning);
  const narrowed = narrowedOf(cwd);
  if (narrowed.length > 0) {
    warn(`nx-go-cross: ${narrowedText(narrowed, nxMajor(cwd))}`);
    env[NARROWED_VARIABLE] = JSON.stringify(narrowed);
  } else delete env[NARROWED_VARIABLE];
  const asked = (variable: string, over: object) => goVariable(variable, { ...env, ...over });
  const overrides = readOverrides(argv, { goflags: identity.goflags, gowork: identity.gowork, asked });
  env[HASHED_VARIABLE] = String(commandStart());
  const { paths, isIgnored } = ignored;
  const unforeseen = unforeseenOf(cwd);
  const namesFiles = namesFlagFiles(cwd);
  const request = { settings, ignored: paths, isIgnored, overrides, unforeseen, namesFiles, known: known.sources, env };
  Object.assign(env, withNonces(unseenDigests(cwd, request), rerunNonces(nxCacheFolder(cwd))));
}

/** Nx calls each entry of the plugin in a process of its own, for the same: one of them does what is to be done once. */
function isFirstEntry(options: PluginOptions | undefined, nxJson: NxJsonConfiguration): boolean {
  const [first] = ownEntries(nxJson);
  return first === undefined || JSON.stringify(first.options ?? {}) === JSON.stringify(options ?? {});
}

async function ignoredFiles(root: string, env: NodeJS.ProcessEnv) {
  const known = knownSources(root);
  return [known, await ignoredPaths(root, env, known.beyondGit)] as const;
}

/** Results that may not be used again are those under another key. */
function withNonces(digests: Readonly<Record<string, string>>, nonces: Readonly<Record<string, string>>) {
  const all = Object.entries(nonces).map(([variable, nonce]) => [
    variable,
    `${digests[variable] ?? ''} ${nonce}`.trim(),
  ]);
  return { ...digests, ...Object.fromEntries(all) };
}

/** Once per command, after its tasks: `nx-go-cross report` tells results of today from those that lie there still. */
export async function postTasksExecution(
  options: PluginOptions | undefined,
  { workspaceRoot, nxJsonConfiguration, taskResults }: PostTasksExecutionContext,
): Promise<void> {
  if (!isFirstEntry(options, nxJsonConfiguration)) return;
  const ended = Object.values(taskResults).filter(({ status }) => status !== 'skipped');
  await noteLatestResults(
    workspaceRoot,
    ended.map(({ task }) => task),
    process.env,
  );
}
