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

interface Condition {
  readonly when?: { readonly condition: { readonly equal: readonly [string, string] }; readonly steps: readonly unknown[] };
}

/** Steps with a condition become steps, or nothing, before CircleCI's own schema sees them: as on this branch. */
export function onBranch(config: unknown, branch: string): unknown {
  const { jobs, ...rest } = config as { jobs: Readonly<Record<string, { readonly steps: readonly (string | Condition)[] }>> };
  const expanded = Object.entries(jobs).map(([name, { steps, ...job }]) => {
    const chosen = steps.flatMap((step) => {
      if (typeof step === 'string' || step.when === undefined) return [step];
      const [wanted, actual] = step.when.condition.equal;
      if (actual !== '<< pipeline.git.branch >>') throw new Error(`unknown condition: ${actual}`);
      return wanted === branch ? step.when.steps : [];
    });
    return [name, { ...job, steps: chosen }];
  });
  return { ...rest, jobs: Object.fromEntries(expanded) };
}

function withValues(body: unknown, values: Values): unknown {
  const text = JSON.stringify(body).replace(/<< parameters\.(\w+) >>/g, (_all, name: string) => {
    if (values[name] === undefined) throw new Error(`no value for parameter ${name}`);
    return JSON.stringify(values[name]).slice(1, -1);
  });
  return JSON.parse(text);
}
