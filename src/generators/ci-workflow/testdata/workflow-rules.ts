import { parse } from 'yaml';

interface Step {
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly 'timeout-minutes'?: number;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly 'fail-fast'?: boolean; readonly matrix?: { readonly leg?: readonly Leg[] } };
  readonly steps: readonly Step[];
}

interface Leg {
  readonly id: string;
  readonly platform?: string;
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: { readonly group?: string };
  readonly jobs: Readonly<Record<string, Job>>;
}

const PIN = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;

/** What a workflow of ours breaks of our own rules; nothing for a good one. */
export function violations(text: string): string[] {
  const workflow = parse(text) as Workflow;
  return [
    ...pinned(text),
    ...leastPermissions(workflow),
    ...('merge_group' in workflow.on ? [] : ['a merge queue would wait for ever']),
    ...(workflow.concurrency?.group === undefined ? ['no concurrency group'] : []),
    ...Object.entries(workflow.jobs).flatMap(([name, job]) => [
      ...(typeof job['timeout-minutes'] === 'number' ? [] : [`${name}: no timeout-minutes`]),
      ...(job.strategy === undefined || job.strategy['fail-fast'] === false ? [] : [`${name}: fail-fast`]),
      ...job.steps.flatMap((step) => ofStep(step).map((rule) => `${name}, ${step.name}: ${rule}`)),
    ]),
    ...ofTest(workflow.jobs.test!, text.includes('nx affected') || text.includes('--affected')),
    ...(JSON.stringify(workflow.jobs.report ?? {}).includes('nx-go-cross report') ? [] : ['no job merges the reports']),
  ];
}

function pinned(text: string): string[] {
  return [...text.matchAll(/uses: (.*)$/gm)].filter(([, uses]) => !PIN.test(uses!)).map(([, uses]) => `not pinned: ${uses}`);
}

function leastPermissions({ permissions, jobs }: Workflow): string[] {
  const all = [permissions ?? { '*': 'write' }, ...Object.values(jobs).map((job) => job.permissions ?? {})];
  return all.flatMap(Object.entries).filter(([, level]) => level === 'write').map(([scope]) => `may write ${scope}`);
}

function ofStep({ name, if: condition = '', uses = '', run = '', with: inputs = {} }: Step): string[] {
  return [
    ...(name === undefined ? ['no name'] : []),
    // Whatever an expression gives would be read by the shell as its own text.
    ...(run.includes('${{') ? ['an expression in a run'] : []),
    ...(/\$[A-Z]/.test(run.replace(/"[^"]*"/g, '')) ? ['an unquoted variable'] : []),
    ...(uses.startsWith('actions/setup-go@') && inputs.cache !== false ? ["setup-go's cache"] : []),
    ...(uses.startsWith('docker/setup-qemu-action@') ? ofEmulator(inputs) : []),
    // It would save wherever it restores.
    ...(uses.startsWith('actions/cache@') ? ['a cache that every branch saves'] : []),
    ...(uses.startsWith('actions/cache/restore@') ? ofCache(inputs) : []),
    ...(uses.startsWith('actions/cache/save@') && !condition.includes("github.ref == 'refs/heads/") ? ['a cache that every branch saves'] : []),
  ];
}

function ofEmulator(inputs: Readonly<Record<string, unknown>>): string[] {
  return [
    ...(inputs['cache-image'] === false ? [] : ['cache-image']),
    ...(inputs.platforms === '${{ matrix.leg.platform }}' ? [] : ["not this leg's platform alone"]),
    ...(/:[\w.-]+(@sha256:[0-9a-f]{64})?$/.test(String(inputs.image)) && !/:latest$/.test(String(inputs.image))
      ? []
      : ['an image that is not pinned']),
  ];
}

function ofCache(inputs: Readonly<Record<string, unknown>>): string[] {
  const key = String(inputs.key);
  if (key.startsWith('go-modules-')) return ofModules(key, String(inputs['restore-keys'] ?? ''));
  const parts = ['runner.arch', 'matrix.leg.id', 'steps.go.outputs.go-version', 'github.sha'];
  const missing = parts.filter((part) => !key.includes(part)).map((part) => `a cache key without ${part}`);
  const prefixes = String(inputs['restore-keys'] ?? '').split('\n').filter((line) => line !== '');
  const bad = prefixes.length === 0 || prefixes.some((prefix) => !key.startsWith(prefix));
  return [...missing, ...(bad ? ['restore keys that are no prefixes'] : [])];
}

/** Nothing trims modules: the branch that saves them must not start from those of another go.sum. */
function ofModules(key: string, prefixes: string): string[] {
  return [
    ...(key.includes("hashFiles('**/go*.sum')") ? [] : ['modules whatever go.sum says']),
    ...(prefixes.includes("github.ref != 'refs/heads/") ? [] : ['modules that only ever grow']),
  ];
}

function ofTest({ steps, strategy }: Job, isAffected: boolean): string[] {
  const at = (pattern: RegExp) => steps.findIndex(({ uses = '', run = '' }) => pattern.test(uses) || pattern.test(run));
  const patterns = [/nx-go-cross probe/, /nx (affected|run-many)/, /^nrwl\/nx-set-shas@/, /^docker\//, /nx-go-cross file-times/];
  const [probe, test, shas, qemu, times] = patterns.map(at) as [number, number, number, number, number];
  const checkout = steps.find(({ uses = '' }) => uses.startsWith('actions/checkout@'))?.with ?? {};
  const hasHistory = checkout['fetch-depth'] === 0 && checkout.filter === 'tree:0';
  const needsEmulator = strategy?.matrix?.leg?.some(({ platform }) => platform !== undefined) ?? false;
  return [
    ...(probe >= 0 && probe < test ? [] : ['no probe before the tests']),
    ...(times >= 0 && times < test ? [] : ['new times of files at every checkout']),
    ...(steps[test]?.run?.includes(' --batch') ? [] : ['a process for each task']),
    ...(needsEmulator && (qemu < 0 || qemu > probe) ? ['no emulator before the probe'] : []),
    ...(isAffected && (shas < 0 || shas > test) ? ['no nx-set-shas before the tests'] : []),
    ...(isAffected && steps[shas]?.with?.['fallback-sha'] === undefined ? ['a first run that tests one commit'] : []),
    ...(isAffected && !hasHistory ? ['no history to compare with'] : []),
  ];
}
