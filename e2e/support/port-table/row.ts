import type { Summary } from '../../../src/results/summary';
import { mitigations } from '../../../src/emulation';
import { whyNot } from './reasons';

/** What a run showed of a port or a level. */
export interface Row {
  /** As users write it: `arm64`, `arm64/v8.1`, `windows/amd64`. */
  readonly port: string;
  readonly verdict: 'tested' | 'compile-only' | 'not possible';
  /** How its tests ran, or why they did not. */
  readonly how: string;
  /** The CPU model; empty where nothing was emulated. */
  readonly cpu: string;
}

/** Whether tests of every package ran now, and passed. */
export function isTested({ outcome, packages }: Summary): boolean {
  const ran = packages.every(({ outcome: one, cached, tests }) => one === 'passed' && !cached && tests.passed > 0);
  return outcome === 'passed' && packages.length > 0 && ran;
}

export function testedRow(port: string, { runner, port: { goarch, level } }: Summary): Row {
  const { kind, emulator } = runner;
  if (emulator === undefined) return { port, verdict: 'tested', how: WITHOUT_EMULATOR[kind] ?? kind, cpu: '' };
  // Once: at the port itself.
  const caveats = level === undefined ? mitigations(goarch, Number.parseInt(emulator.version, 10)) : [];
  return {
    port,
    verdict: 'tested',
    how: [`emulated, runner \`${kind}\``, ...caveats.map(({ why }) => why)].join('; '),
    cpu: emulator.cpu === undefined ? "QEMU's default" : `\`${emulator.cpu}\``,
  };
}

const WITHOUT_EMULATOR: Readonly<Record<string, string>> = {
  native: 'natively',
  node: 'in the Node that runs Nx',
};

/** For what does not run: `refused` is what the plugin says about that, `check` what came of compiling and vetting. */
export function untestedRow(port: string, refused: string, check: Pick<Summary, 'outcome' | 'packages'>): Row {
  if (check.outcome === 'passed') return { port, verdict: 'compile-only', how: whyNot(refused), cpu: '' };
  const said = check.packages.flatMap(({ failures }) => failures.map(({ output }) => output)).join('\n');
  return { port, verdict: 'not possible', how: whyNot(said), cpu: '' };
}
