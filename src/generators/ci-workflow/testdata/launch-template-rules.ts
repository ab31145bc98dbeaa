import { parse } from 'yaml';

/**
 * Nx publishes no schema of launch templates: `nx-cloud validate` asks its service. These are the fields of its reference
 * page (nx.dev, launch templates), and the inputs that the steps of nrwl/nx-cloud-workflows v6 declare.
 */
const TEMPLATE = ['resource-class', 'image', 'env', 'init-steps'];
const STEP = ['name', 'uses', 'script', 'env', 'inputs'];
const INPUTS: Readonly<Record<string, readonly string[]>> = {
  checkout: [],
  cache: ['key', 'paths', 'base-branch'],
  'install-node': ['node_version'],
  'install-node-modules': ['npm_legacy_install'],
};
const REQUIRED: Readonly<Record<string, readonly string[]>> = { cache: ['key', 'paths'] };
const CLASSES = ['small', 'medium', 'medium+', 'large', 'large+', 'extra_large', 'extra_large+'];
const IMAGE = /^ubuntu22\.04-node\d+\.\d+-v\d+$/;

type Map = Readonly<Record<string, unknown>>;

/** What Nx Cloud would not take; nothing for a good file. */
export function templateViolations(text: string): string[] {
  const { 'launch-templates': templates, ...others } = parse(text) as { 'launch-templates'?: Readonly<Record<string, Map>> };
  return [
    ...Object.keys(others).map((key) => `unknown: ${key}`),
    ...(templates === undefined ? ['no launch-templates'] : []),
    ...Object.entries(templates ?? {}).flatMap(([name, template]) => ofTemplate(template).map((rule) => `${name}: ${rule}`)),
  ];
}

function ofTemplate(template: Map): string[] {
  const [prefix, size] = String(template['resource-class']).split('/');
  const steps = (template['init-steps'] ?? []) as readonly Map[];
  return [
    ...unknown(template, TEMPLATE),
    ...(prefix === 'docker_linux_amd64' && CLASSES.includes(size!) ? [] : ['no such resource-class']),
    ...(IMAGE.test(String(template.image)) ? [] : ['no such image']),
    ...texts(template.env),
    ...(steps.length > 0 ? [] : ['no init-steps: it would get no tasks']),
    ...steps.flatMap((step) => ofStep(step).map((rule) => `${String(step.name)}: ${rule}`)),
  ];
}

function ofStep(step: Map): string[] {
  const inputs = (step.inputs ?? {}) as Map;
  const [, name = ''] = /^nrwl\/nx-cloud-workflows\/v6\/workflow-steps\/([\w-]+)\/main\.yaml$/.exec(String(step.uses)) ?? [];
  const known = INPUTS[name];
  return [
    ...unknown(step, STEP),
    ...((step.uses === undefined) === (step.script === undefined) ? ['one of uses and script'] : []),
    ...(step.uses !== undefined && known === undefined ? [`no such step: ${String(step.uses)}`] : []),
    ...unknown(inputs, known ?? []),
    ...(REQUIRED[name] ?? []).filter((input) => inputs[input] === undefined).map((input) => `no ${input}`),
    ...texts(inputs),
    ...texts(step.env),
  ];
}

function unknown(map: Map, known: readonly string[]): string[] {
  return Object.keys(map).filter((key) => !known.includes(key)).map((key) => `unknown: ${key}`);
}

function texts(map: unknown): string[] {
  const entries = Object.entries((map ?? {}) as Map);
  return entries.filter(([, value]) => typeof value !== 'string').map(([key]) => `no text: ${key}`);
}
