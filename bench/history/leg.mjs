// What a job of the generated workflow does between its checkout and the end of its tests.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const WORKFLOW = '.github/workflows/go-ports.yml';
/** Of the other steps, those that install something do what has been done here already. */
const OURS = /nx-go-cross (file-times|probe)\b/;

/** The commands of the leg of a port, with their variables; `isTest` for the one that runs the tests. */
export function legSteps(dir, goarch) {
  const { env = {}, jobs } = parse(readFileSync(join(dir, WORKFLOW), 'utf8'));
  const job = jobs.test;
  const leg = job.strategy.matrix.leg.find(({ port }) => port === goarch);
  if (leg === undefined) throw new Error(`The generated workflow has no leg for ${goarch}.`);
  const steps = job.steps.filter(({ name, run }) => name === 'Test' || (run !== undefined && OURS.test(run)));
  return steps.map((step) => ({
    name: step.name,
    isTest: step.name === 'Test',
    script: step.run,
    env: evaluate({ ...env, ...job.env, ...step.env }, leg),
  }));
}

/** Variables with what the matrix says of the leg in them. */
function evaluate(env, leg) {
  const value = (text) => String(text).replace(/\$\{\{ matrix\.leg\.(\w+) \}\}/g, (_, name) => leg[name]);
  return Object.fromEntries(Object.entries(env).map(([name, text]) => [name, value(text)]));
}
