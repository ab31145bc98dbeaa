type Values = Readonly<Record<string, string>>;

interface Config {
  readonly jobs: Readonly<Record<string, { readonly parameters: unknown }>>;
  readonly workflows: Readonly<Record<string, { readonly jobs: readonly Readonly<Record<string, Values>>[] }>>;
}

/** A configuration as CircleCI makes it before it runs anything: a job for every use of one, with its parameters put in. */
export function expandedCircleci(config: unknown): unknown {
  const { jobs, workflows, ...rest } = config as Config;
  const uses = Object.entries(workflows).flatMap(([workflow, { jobs: list }]) =>
    list.flatMap((use) => Object.entries(use).map(([job, values]) => ({ workflow, job, values }))),
  );
  const expanded = uses.map(({ job, values }) => {
    const { parameters: _parameters, ...body } = jobs[job]!;
    return [values.name!, withValues(body, values)];
  });
  const names = (workflow: string) => uses.filter((use) => use.workflow === workflow).map(({ values }) => values.name!);
  return {
    ...rest,
    jobs: Object.fromEntries(expanded),
    workflows: Object.fromEntries(Object.keys(workflows).map((name) => [name, { jobs: names(name) }])),
  };
}

function withValues(body: unknown, values: Values): unknown {
  const text = JSON.stringify(body).replace(/<< parameters\.(\w+) >>/g, (_all, name: string) => {
    if (values[name] === undefined) throw new Error(`no value for parameter ${name}`);
    return JSON.stringify(values[name]).slice(1, -1);
  });
  return JSON.parse(text);
}
