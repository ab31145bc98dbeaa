/** What a provider would run for a port: all commands of its job, and the minutes that it has. */
interface LegScript {
  readonly port: string;
  readonly script: string;
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

function ofGitlab(file: Readonly<Record<string, GitlabJob>>): LegScript[] {
  const leg = { ...file['.go-ports']!, ...file['.go-ports-leg']! };
  const script = [...leg.before_script, ...leg.script].join('\n');
  const groups = Object.values(file).filter((job) => job.extends === '.go-ports-leg');
  const rows = groups.flatMap((job) => job.parallel.matrix);
  return rows.map((row) => ({ port: row.GO_PORT!, script, timeout: Number.parseInt(leg.timeout, 10) }));
}

interface Circleci {
  readonly jobs: { readonly test: { readonly steps: readonly { readonly run?: Row }[] } };
  readonly workflows: { readonly 'go-ports': { readonly jobs: readonly { readonly test: Row }[] } };
}

function ofCircleci({ jobs, workflows }: Circleci): LegScript[] {
  const runs = jobs.test.steps.flatMap(({ run }) => run ?? []);
  const script = runs.map(({ command }) => command).join('\n');
  const timeout = Math.max(...runs.map(({ no_output_timeout: minutes = '0' }) => Number.parseInt(minutes, 10)));
  return workflows['go-ports'].jobs.map(({ test }) => ({ port: test.port!, script, timeout }));
}

interface Azure {
  readonly jobs: readonly {
    readonly timeoutInMinutes: number;
    readonly strategy: { readonly matrix: Readonly<Record<string, Row>> };
    readonly steps: readonly { readonly bash?: string }[];
  }[];
}

function ofAzure({ jobs }: Azure): LegScript[] {
  const { steps, strategy, timeoutInMinutes } = jobs[0]!;
  const script = steps.flatMap(({ bash }) => bash ?? []).join('\n');
  return Object.values(strategy.matrix).map((row) => ({ port: row.GO_PORT!, script, timeout: timeoutInMinutes }));
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
    return { port: /GO_PORT='([^']+)'/.exec(script)![1]!, script, timeout: step['max-time'] };
  });
}

const READERS = { gitlab: ofGitlab, circleci: ofCircleci, azure: ofAzure, 'bitbucket-pipelines': ofBitbucket };

/** The jobs of a parsed file, by the provider's own form. */
export function scriptsOf(ci: keyof typeof READERS, file: unknown): LegScript[] {
  return READERS[ci](file as never);
}
