import { expandedCircleci } from './circleci';

/** What a provider would run for a port: the commands of its job in their steps, and the minutes that it has. */
export interface LegScript {
  readonly port: string;
  /** All commands. */
  readonly script: string;
  /** What a shell of its own runs. */
  readonly steps: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly timeout: number;
}

type Row = Readonly<Record<string, string>>;

interface GitlabJob {
  readonly extends?: string;
  readonly timeout: string;
  readonly before_script: readonly string[];
  readonly script: readonly string[];
  readonly parallel: { readonly matrix: readonly Row[] };
}

interface Github {
  readonly jobs: {
    readonly test: {
      readonly 'timeout-minutes': number;
      readonly strategy: { readonly matrix: { readonly leg: readonly (Row & { readonly port: string })[] } };
      readonly steps: readonly { readonly run?: string; readonly if?: string; readonly env?: Row }[];
    };
  };
}

/** What shells run; actions, and steps that save caches, are the caller's to stand in for. */
function ofGithub({ jobs: { test } }: Github): LegScript[] {
  return test.strategy.matrix.leg.map((leg) => {
    const valueOf = (text: string) => text.replace(/^\$\{\{ matrix\.leg\.(\w+) \}\}$/, (_all, name: string) => leg[name] ?? '');
    const isChosen = (condition: string) => leg[/^matrix\.leg\.(\w+) && /.exec(condition)?.[1] ?? ''] !== undefined;
    const steps = test.steps.flatMap(({ run, if: condition, env = {} }) => {
      if (run === undefined || (condition !== undefined && !isChosen(condition))) return [];
      return [[...Object.entries(env).map(([name, value]) => `export ${name}='${valueOf(value)}'`), run].join('\n')];
    });
    return legScript(leg.port, steps, {}, test['timeout-minutes']);
  });
}

function ofGitlab(file: Readonly<Record<string, GitlabJob>>): LegScript[] {
  const leg = { ...file['.go-ports']!, ...file['.go-ports-leg']! };
  const steps = [[...leg.before_script, ...leg.script].join('\n')];
  const groups = Object.values(file).filter((job) => job.extends === '.go-ports-leg');
  const rows = groups.flatMap((job) => job.parallel.matrix);
  return rows.map((env) => legScript(env.GO_PORT!, steps, env, Number.parseInt(leg.timeout, 10)));
}

interface CircleciJob {
  readonly environment: Row;
  readonly steps: readonly (string | { readonly run?: Row })[];
}

interface Circleci {
  readonly jobs: Readonly<Record<string, CircleciJob>>;
  readonly workflows: { readonly 'go-ports': { readonly jobs: readonly string[] } };
}

function ofCircleci(file: unknown): LegScript[] {
  const { jobs, workflows } = expandedCircleci(file) as Circleci;
  return workflows['go-ports'].jobs.map((name) => {
    const { environment, steps } = jobs[name]!;
    const runs = steps.flatMap((step) => (typeof step === 'string' || step.run === undefined ? [] : [step.run]));
    const timeout = Math.max(...runs.map(({ no_output_timeout: minutes = '0' }) => Number.parseInt(minutes, 10)));
    return legScript(environment.GO_PORT!, runs.map(({ command }) => command!), environment, timeout);
  });
}

interface Azure {
  readonly jobs: readonly {
    readonly timeoutInMinutes: number;
    readonly strategy: { readonly matrix: Readonly<Record<string, Row>> };
    readonly variables: Row;
    readonly steps: readonly { readonly bash?: string; readonly condition?: string }[];
  }[];
}

function ofAzure({ jobs }: Azure): LegScript[] {
  const { steps, strategy, variables, timeoutInMinutes } = jobs[0]!;
  return Object.values(strategy.matrix).map((row) => {
    const ran = steps.filter(({ condition = '' }) => row.EMULATED === 'true' || !condition.includes('EMULATED'));
    const env = { ...variables, ...row };
    return legScript(row.GO_PORT!, ran.flatMap(({ bash }) => bash ?? []), env, timeoutInMinutes);
  });
}

interface BitbucketStep {
  readonly step: { readonly script: readonly string[]; readonly 'max-time': number };
}

interface Bitbucket {
  readonly pipelines: {
    readonly 'pull-requests': { readonly '**': readonly { readonly parallel: { readonly steps: readonly BitbucketStep[] } }[] };
  };
}

function ofBitbucket({ pipelines }: Bitbucket): LegScript[] {
  return pipelines['pull-requests']['**'][0]!.parallel.steps.map(({ step }) => {
    const script = step.script.join('\n');
    return legScript(/GO_PORT='([^']+)'/.exec(script)![1]!, [script], {}, step['max-time']);
  });
}

function legScript(port: string, steps: readonly string[], env: Row, timeout: number): LegScript {
  return { port, steps, script: steps.join('\n'), env, timeout };
}

const READERS = { github: ofGithub, gitlab: ofGitlab, circleci: ofCircleci, azure: ofAzure, 'bitbucket-pipelines': ofBitbucket };

/** The jobs of a parsed file, by the provider's own form. */
export function scriptsOf(ci: keyof typeof READERS, file: unknown): LegScript[] {
  return READERS[ci](file as never);
}
