import type { PackageSummary } from '../../src/results/summary';
import { Workspace } from '../support/workspace';

const PACKAGES = 'strings bytes math math/big sort strconv encoding/json sync time bufio os/exec os/signal'.split(' ');
const PORTS = ['arm64', 's390x', 'riscv64'] as const;

/** What QEMU itself was seen to break, for each port: other packages may not fail at all. */
const OF_THE_EMULATOR: Readonly<Record<(typeof PORTS)[number], readonly string[]>> = {
  // Under 7.2 a child was stuck in a futex right after fork, once in seven runs.
  arm64: ['os/exec'],
  s390x: [],
  riscv64: [],
};

let workspace: Workspace;
beforeAll(async () => {
  // One package at a time: those of time and sync have limits of their own, by the clock on the wall.
  const test = { packages: PACKAGES, runner: 'namespace', short: true, vet: 'off', timeout: '1m', p: 1 };
  workspace = await Workspace.create({
    files: {
      'std/project.json': { name: 'std' },
      'std/go.mod': 'module example.com/std\n\ngo 1.23\n',
      'std/std.go': '// Package std is a place to test the standard library from.\npackage std\n',
      'nx.json': {
        analytics: false,
        neverConnectToCloud: true,
        plugins: [{ plugin: 'nx-go-cross', options: { ports: PORTS, test } }],
      },
    },
  });
});
afterAll(() => workspace.remove());

describe.each(PORTS)('the standard library on %s', (port) => {
  let packages: readonly PackageSummary[];
  let output: string;
  beforeAll(async () => {
    ({ output } = await workspace.nx(['run', `std:test-${port}`], { timeout: 1_500_000 }));
    ({ packages } = workspace.summary('std', port));
    for (const { importPath, retries } of packages.filter((one) => one.retries!.length > 0)) {
      process.stdout.write(`linux/${port}, ${importPath}: run again, ${JSON.stringify(retries)}\n`);
    }
  }, 1_560_000);

  test('all packages are there and were run', () => {
    expect(packages.map(({ importPath }) => importPath).sort()).toEqual([...PACKAGES].sort());
    expect(packages.filter(({ cached, tests }) => cached || tests.passed === 0)).toEqual([]);
    expect(output).toContain('runner namespace');
  });

  test('only what is known of the emulator fails, and is explained', () => {
    const failed = packages.filter(({ outcome }) => outcome !== 'passed');
    const own = failed.filter(({ importPath }) => OF_THE_EMULATOR[port].includes(importPath));
    expect(failed.filter((one) => !own.includes(one))).toEqual([]);
    for (const { importPath, outcome, failures } of own) {
      process.stdout.write(`linux/${port}, ${importPath}: ${outcome}, the emulator's own\n`);
      expect(failures.filter(({ diagnosis }) => diagnosis !== undefined)).not.toEqual([]);
    }
  });
});
