import type { PortFacts } from '../host';
import { parsePort } from '../ports';
import { resolveRunner } from './resolve-runner';
import type { RunnerChoice } from './run-plan';

const versionLine = 'qemu-aarch64 version 7.2.22';
const emulator = { path: '/q/qemu-aarch64', version: '7.2.22', versionLine, major: 7, identity: versionLine };
const MODELS = ['cortex-a53', 'cortex-a72', 'max', 'neoverse-n1'];

const facts = (cpu: string, why: string, change: Partial<PortFacts> = {}): PortFacts => ({
  ...{ hostGoos: 'linux', hostGoarch: 'amd64', platform: 'linux', binfmt: { visible: true, enabled: true } },
  ...{ direct: { outcome: 'failed', detail: 'exec format error' }, emulatorNames: [], emulator, apparmor: false },
  cpu: { cpu, why },
  refusedCpu: { emulator, detail: `unable to find CPU model '${cpu}'`, models: MODELS },
  ...change,
});

const refusal = (all: PortFacts, choice: RunnerChoice = 'auto', port = 'arm64') => {
  try {
    return resolveRunner(parsePort(port), all, choice).kind;
  } catch (error) {
    return error;
  }
};

test('a model that no emulator has is an error of its own, before any runner', () => {
  expect(refusal(facts('z14', 'QEMU_CPU'))).toMatchObject({
    code: 'unknownCpu',
    message: "CPU model 'z14' (QEMU_CPU) is none of /q/qemu-aarch64 7.2.22: unable to find CPU model 'z14'",
    hint:
      'It has cortex-a53, cortex-a72, max, neoverse-n1. ' +
      "QEMU_CPU counts for every port: unset it, and set 'cpu' in nx.json at the port that it is meant for.",
  });
  expect(refusal(facts('z14', "option 'cpu'"))).toMatchObject({ hint: expect.not.stringContaining('QEMU_CPU') });
});

test.each([
  ['cortexa72', 'cortex-a72'],
  ['Cortex-A72', 'cortex-a72'],
  ['cortex-a722', 'cortex-a72'],
  ['neoverse_n1,sve=off', 'neoverse-n1'],
  ['mx', 'max'],
  ['z14', undefined],
  ['', undefined],
])('instead of %j, %s was meant', (cpu, meant) => {
  const hint = meant === undefined ? expect.not.stringContaining('mean') : expect.stringContaining(`mean '${meant}'?`);
  expect(refusal(facts(cpu, "option 'cpu'"))).toMatchObject({ code: 'unknownCpu', hint });
});

test('of a long list the nearest are shown', () => {
  const models = Array.from({ length: 200 }, (_, index) => `power${index}`);
  const { hint } = refusal(facts('power99x', "option 'cpu'", { refusedCpu: { emulator, detail: '', models } })) as {
    hint: string;
  };
  expect(hint).toMatch(/mean 'power99'\?.* and 140 more/);
});

const RAN = { outcome: 'ran' } as const;
test.each<[string, RunnerChoice, string, Partial<PortFacts>, unknown]>([
  ['QEMU_CPU of another port does not matter natively', 'auto', 'amd64', { direct: RAN }, 'native'],
  ['nor does it to Node', 'node', 'js/wasm', { node: { launch: [], probe: RAN } }, 'node'],
  ['nor to a program of the user', 'exec', 'arm64', { exec: { launch: ['x'], probe: RAN } }, 'exec'],
  ['an emulator that was asked for gets it', 'qemu', 'amd64', { direct: RAN }, { code: 'unknownCpu' }],
])('%s', (_title, choice, port, change, expected) => {
  const found = refusal(facts('z14', 'QEMU_CPU', change), choice, port);
  if (typeof expected === 'string') expect(found).toBe(expected);
  else expect(found).toMatchObject(expected as object);
});
