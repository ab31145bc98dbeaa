import { RESULTS_FOLDER } from '../../results';
import { join, resolve } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { levelVariable, portFromOptions, portId, type Port } from '../../ports';
import { LONGEST, parseDuration, type GoTestOptions } from '../../gotest';
import { envAgainstPort, invalidOption, noProject, outputOutside } from '../errors';
import { withoutEmptyQemu } from '../../host';
import { INCLUDES_VARIABLE, type Including, readIncluding } from '../../task-key';
import type { RunnerChoice } from '../../runners';
import { pathInFolder } from '../../files';
import type { TestExecutorSchema } from './test-schema';
import { binariesFolder, builtOptions } from './binary-options';
import { declaredInputs, type DeclaredInputs } from '../go-cache/declared-inputs';
import { asText, goTestOptions } from './go-test-options';
import type { KindFacts } from './kind-facts';
import { checkNumbers } from './numbers';
import { ownPackages } from './own-packages';
import { commandPath, compilerOf, folderOption, type TokenValues } from './paths';
import { checkGoflags } from './reserved-flags';
import type { BuildOptions } from '../../prebuilt';

export interface NormalizedTestOptions {
  readonly project: string;
  readonly port: Port;
  readonly runner: RunnerChoice;
  readonly cpu?: string;
  readonly qemuPath?: string;
  readonly execProgram?: readonly string[];
  readonly containerImage?: string;
  readonly containerNetwork: string;
  readonly cgo?: 'off' | 'dynamic' | 'static';
  readonly cc?: string;
  readonly cxx?: string;
  readonly go: string;
  /** The workspace's folder, absolute like the others. */
  readonly root: string;
  /** The project's folder. */
  readonly dir: string;
  readonly outputDir: string;
  /** Where the results of all projects and ports are, unless outputDir says otherwise. */
  readonly resultsDir: string;
  /** The environment of the task with option `env` over it. */
  readonly env: NodeJS.ProcessEnv;
  /** The environment of the task without it. */
  readonly taskEnv: NodeJS.ProcessEnv;
  readonly declared: DeclaredInputs;
  readonly kind: KindFacts;
  /** Folder of test binaries to run instead of building any. */
  readonly binaries?: string;
  /** Options that decide what test binaries are, as they were given. */
  readonly built: BuildOptions & { readonly cgo?: string };
  readonly undeclaredInputs: NonNullable<TestExecutorSchema['undeclaredInputs']>;
  readonly reporter: NonNullable<TestExecutorSchema['reporter']>;
  /** Milliseconds, not scaled yet; undefined is Go's default. */
  readonly timeout?: number;
  readonly timeoutFactor: number;
  readonly infraRetries: number;
  readonly singleCpu: boolean;
  /** Packages that C or assembly from other folders is compiled into. */
  readonly including: Including;
  /** Package patterns as they were asked for. */
  readonly packages: readonly string[];
  readonly goTest: Omit<GoTestOptions, 'timeout'>;
}

/** Defaults filled in, paths absolute, everything checked that needs no look at the machine. */
export function normalizeOptions(
  schema: TestExecutorSchema,
  context: ExecutorContext,
  kind: KindFacts,
  processEnv: NodeJS.ProcessEnv = process.env,
): NormalizedTestOptions {
  checkNumbers(schema);
  const port = portFromOptions(schema);
  const { project, projectRoot } = projectOf(context);
  const dir = join(context.root, projectRoot);
  const values = { root: context.root, project, projectRoot };
  const resultsDir = join(context.root, RESULTS_FOLDER);
  const goTest = goTestOptions(schema);
  const inWorkspace = (path: string | undefined) => (path === undefined ? undefined : resolve(context.root, path));
  return {
    project,
    port,
    runner: schema.runner ?? 'auto',
    cpu: asText(schema.cpu),
    qemuPath: inWorkspace(schema.qemuPath),
    execProgram: execProgramOf(schema, context.root),
    containerImage: schema.containerImage,
    containerNetwork: schema.containerNetwork ?? 'none',
    cgo: schema.cgo,
    cc: compilerOf(schema.cc ?? schema.env?.CC, context.root),
    cxx: compilerOf(schema.cxx ?? schema.env?.CXX, context.root),
    go: commandPath(schema.go ?? 'go', context.root),
    root: context.root,
    dir,
    outputDir: outputDirOf(schema, values, join(resultsDir, projectRoot, kind.folderPrefix + portId(port))),
    resultsDir,
    env: envOf(schema, port, inWorkspace(schema.ldPrefix), processEnv),
    taskEnv: processEnv,
    declared: declaredInputs(context, Object.keys(schema.env ?? {})),
    kind,
    binaries: binariesFolder(schema, values),
    built: builtOptions(schema),
    undeclaredInputs: schema.undeclaredInputs ?? 'warn',
    reporter: schema.reporter ?? (schema.verbose ? 'verbose' : 'pretty'),
    timeout: durationOf('timeout', asText(schema.timeout)),
    timeoutFactor: schema.timeoutFactor ?? 10,
    infraRetries: schema.infraRetries ?? 1,
    singleCpu: schema.singleCpu ?? false,
    packages: goTest.packages,
    including: readIncluding(processEnv[INCLUDES_VARIABLE]),
    goTest: { ...goTest, packages: ownPackages(goTest.packages, dir, context) },
  };
}

function projectOf(context: ExecutorContext): { project: string; projectRoot: string } {
  const project = context.projectName;
  const projectRoot = project === undefined ? undefined : context.projectsConfigurations?.projects[project]?.root;
  if (project === undefined || projectRoot === undefined) throw noProject();
  return { project, projectRoot };
}

function execProgramOf({ runner, execProgram }: TestExecutorSchema, root: string): string[] | undefined {
  const words = typeof execProgram === 'string' ? [execProgram] : execProgram;
  if (runner === 'exec' && !words?.[0]) throw invalidOption('execProgram', execProgram, "a program, for runner 'exec'");
  if (runner !== 'exec' && words) throw invalidOption('runner', runner ?? 'auto', "'exec' when execProgram is set");
  return words?.map((word, index) => (index === 0 ? commandPath(word, root) : word));
}

function outputDirOf({ outputDir }: TestExecutorSchema, values: TokenValues, fallback: string): string {
  const path = outputDir === undefined ? fallback : folderOption('outputDir', outputDir, values);
  if ([undefined, '.'].includes(pathInFolder(path, values.root))) throw outputOutside(outputDir ?? fallback);
  return path;
}

function envOf(
  { env = {} }: TestExecutorSchema,
  port: Port,
  ldPrefix: string | undefined,
  processEnv: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
  const reserved = ['GOOS', 'GOARCH', levelVariable(port.goarch)];
  for (const name of reserved) {
    if (name !== undefined && env[name] !== undefined) throw envAgainstPort(name, env[name]);
  }
  const all: NodeJS.ProcessEnv = {
    ...withoutOurs(processEnv),
    ...(ldPrefix === undefined ? {} : { QEMU_LD_PREFIX: ldPrefix }),
    ...env,
  };
  checkGoflags(all.GOFLAGS);
  return withoutEmptyQemu(all);
}

/** What preTasksExecution set is for Nx's key. It is long, and js/wasm has room for 12 KiB of arguments and environment. */
function withoutOurs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('NX_GO_CROSS_')));
}

function durationOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const duration = parseDuration(text);
  if (duration === undefined)
    throw invalidOption(option, text, "a Go duration such as '90s', '10m' or '1h30m', or '0'");
  if (duration > LONGEST) throw invalidOption(option, text, "at most '2562047h', the longest duration that Go knows");
  return Math.ceil(duration);
}
