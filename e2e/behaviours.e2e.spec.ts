import { all, parseXml } from '../src/reports/testdata/parse-xml';
import { killAll, processesMarked } from './support/processes';
import { Workspace } from './support/workspace';
import { isFull } from './support/suite';

/** Outcome; passed, failed, skipped; failures by name, the package itself being ''. */
type Expected = readonly [outcome: string, counts: readonly [number, number, number], failures: readonly string[]];

const BUILDS: Readonly<Record<string, Expected>> = {
  nobuild: ['buildFailed', [0, 0, 0], ['']],
  novet: ['vetFailed', [0, 0, 0], ['']],
  noimport: ['setupFailed', [0, 0, 0], ['']],
  notests: ['noTests', [0, 0, 0], []],
  fails: ['failed', [1, 1, 0], ['TestBad']],
  passes: ['passed', [3, 0, 1], []],
  panics: ['failed', [1, 1, 0], ['TestPanics']],
};

const RUNS: Readonly<Record<string, Expected>> = {
  ...BUILDS,
  timesout: ['timedOut', [0, 1, 0], ['TestSleeps']],
  // cmd/go fails a package whose child still holds the output after the test binary has ended.
  grandchild: ['failed', [1, 0, 0], ['']],
  quietgrandchild: ['passed', [1, 0, 0], []],
  longlines: ['failed', [1, 1, 0], ['TestFails']],
  badutf8: ['failed', [0, 1, 0], ['TestFails']],
  impostor: ['failed', [1, 1, 0], ['TestFails']],
  exitszero: ['unproven', [0, 0, 0], ['']],
};

const PORTS = [
  ['arm64', 'namespace'],
  ['amd64', 'native'],
] as const;

/** Paths cut short and whole; for each of them Go compiles its library anew, as binaries.e2e.spec.ts has it compiled. */
const target = (goarch: string) => ({
  executor: 'nx-go-cross:test',
  options: {
    goarch,
    packages: Object.keys(RUNS).map((name) => `./${name}`),
    timeout: '20s',
    timeoutFactor: 1,
    goFlags: goarch === 'arm64' ? ['-trimpath'] : [],
  },
});

let workspace: Workspace;
beforeAll(async () => {
  workspace = await Workspace.create({ copy: { behaviours: 'e2e/fixtures/behaviours' } });
  workspace.write('behaviours/project.json', {
    name: 'behaviours',
    targets: { arm64: target('arm64'), amd64: target('amd64') },
  });
});
afterAll(() => {
  killAll(processesMarked(workspace.path));
  workspace.remove();
});

interface PackageSummary {
  readonly importPath: string;
  readonly outcome: string;
  readonly tests: { readonly passed: number; readonly failed: number; readonly skipped: number };
  readonly failures: readonly { readonly test: string; readonly output: string }[];
}

const packagesOf = (port: string): PackageSummary[] => workspace.summary('behaviours', port).packages;
const nameOf = ({ importPath }: PackageSummary) => importPath.replace('example.com/behaviours/', '');
const find = (port: string, name: string) => packagesOf(port).find((one) => nameOf(one) === name)!;

function seen(port: string): Record<string, Expected> {
  return Object.fromEntries(
    packagesOf(port).map((one) => {
      const { passed, failed, skipped } = one.tests;
      return [nameOf(one), [one.outcome, [passed, failed, skipped], one.failures.map(({ test }) => test)]];
    }),
  );
}

/** What was printed in a test, from the stream as Go gave it. */
function outputOf(port: string, name: string, test?: string): string {
  const lines = workspace.read(`dist/go-cross/behaviours/${port}/events.jsonl`).trimEnd().split('\n');
  return lines
    .map((line) => JSON.parse(line))
    .filter(({ Package, Test, Action }) => Package?.endsWith(`/${name}`) && Test === test && Action === 'output')
    .map(({ Output }) => Output)
    .join('');
}

describe.each(PORTS)('%s, runner %s', (port, runner) => {
  let code: number | null;
  let output: string;
  beforeAll(async () => {
    ({ code, output } = await workspace.nx(['run', `behaviours:${port}`]));
  });

  test('each package has its outcome and its counts', () => {
    expect(code).toBe(1);
    expect(seen(port)).toEqual(RUNS);
    expect(workspace.summary('behaviours', port)).toMatchObject({ outcome: 'setupFailed', runner: { kind: runner } });
  });

  test('no process is left', () => {
    expect(processesMarked(workspace.path)).toEqual([]);
  });

  test('lines of two megabytes and invalid UTF-8 are whole, in the events and in the failure', () => {
    const size = 2 << 20;
    expect(outputOf(port, 'longlines', 'TestPrints')).toContain(`\n${'x'.repeat(size)}\n`);
    const line = `\n${'y'.repeat(size)}\n`;
    expect(outputOf(port, 'longlines', 'TestFails')).toContain(line);
    expect(find(port, 'longlines').failures[0]!.output).toContain(line);
    expect(find(port, 'badutf8').failures[0]!.output).toContain('\nbefore \ufffd\ufffd after\n');
  });

  test('what a test printed is its output and nothing else', () => {
    const { failures } = find(port, 'impostor');
    expect(failures[0]!.output).toBe(outputOf(port, 'impostor', 'TestFails'));
    expect(failures[0]!.output).toContain('\nqemu: uncaught target signal 11 (Segmentation fault) - core dumped\n');
  });

  test('the report shows every failure in full', () => {
    // Nx leaves out empty lines, and breaks the very long ones.
    const failed = packagesOf(port).filter((one) => one.failures.length > 0 && nameOf(one) !== 'longlines');
    expect(failed).toHaveLength(10);
    for (const { importPath, failures } of failed) {
      expect(output).toContain(`── ${importPath} on linux/${port}: `);
      for (const failure of failures) expect(output).toContain(failure.output.replace(/\n\n+/g, '\n'));
    }
    expect(output).toContain(
      `linux/${port}: 2 packages passed, 6 failed, 2 not built, 1 refused by vet, 1 timed out, 1 unproven, 1 without tests`,
    );
    expect(output).not.toMatch(/(?![\n\t])\p{Control}/u);
  });

  test('junit.xml says the same, with the port in every class', () => {
    const root = parseXml(workspace.read(`dist/go-cross/behaviours/${port}/junit.xml`));
    const suites = all(root, 'testsuite');
    expect(suites).toHaveLength(Object.keys(RUNS).length);
    const cases = suites.flatMap((suite) => all(suite, 'testcase'));
    for (const { attributes } of cases) expect(attributes.classname).toMatch(new RegExp(` \\[linux/${port}\\]$`));
    const bad = cases.find(({ attributes }) => attributes.name === 'TestBad')!;
    expect(bad.attributes).toMatchObject({ file: 'behaviours/fails/fails_test.go', line: '7' });
  });
});

/** Before anything is built, and in the middle of a run; the slow tier has more. */
const ALONE = ['noimport', 'exitszero', ...(isFull() ? ['quietgrandchild', 'panics'] : [])];
test.each(ALONE)('%s alone is as it is among others', async (name) => {
  const { code } = await workspace.nx(['run', 'behaviours:arm64', '--', `--packages=./${name}`]);
  expect(seen('arm64')).toEqual({ [name]: RUNS[name] });
  expect(code).toBe(RUNS[name]![0] === 'passed' ? 0 : 1);
  expect(processesMarked(workspace.path)).toEqual([]);
});

describe('in a terminal of 60 columns', () => {
  const COLUMNS = 60;
  let frames: string[];
  let rest: string;
  beforeAll(async () => {
    const packages = ['timesout', 'passes', 'notests'].map((name) => `--packages=./${name}`).join(' ');
    const nx = `node_modules/.bin/nx run behaviours:amd64 -- ${packages} --timeout=4s`;
    const { output } = await workspace.run(
      ['script', '-qfec', `stty cols ${COLUMNS} rows 24; exec ${nx}`, '/dev/null'],
      {
        env: { CI: undefined, NX_INTERACTIVE: undefined, TERM: 'xterm', SHELL: '/bin/sh' },
      },
    );
    // What comes after each clearing of the line: a frame, or text that stays.
    const frame = /^linux\/amd64 {2}[^\r\n]*/;
    const pieces = output.split('\r\x1b[2K');
    frames = pieces.flatMap((piece) => frame.exec(piece) ?? []);
    rest = pieces.map((piece) => piece.replace(frame, '').replaceAll('\r\n', '\n')).join('');
  });

  test('a live line says how far the run is, and never wraps', () => {
    expect(frames).toContainEqual(expect.stringMatching(/^linux\/amd64 {2}0(\/3)? packages {2}[\dms]+ {2}building/));
    expect(frames).toContainEqual(expect.stringMatching(/^linux\/amd64 {2}2\/3 packages {2}[\dms]+ {2}running behav/));
    for (const frame of frames) expect(frame.length).toBeLessThan(COLUMNS);
    expect(frames.some((frame) => frame.endsWith('…'))).toBe(true);
    expect(frames.every((frame, index) => frame !== frames[index - 1])).toBe(true);
  });

  test('what stays is whole, each line at its beginning', () => {
    expect(rest).toMatch(/^ok {4}example\.com\/behaviours\/passes {2}\S+ {2}4 tests \(1 skipped\)$/m);
    expect(rest).toMatch(/^\? {5}example\.com\/behaviours\/notests {2}no test files$/m);
    expect(rest).toMatch(/^TIMEOUT example\.com\/behaviours\/timesout/m);
    expect(rest).toMatch(/^linux\/amd64: 1 package passed, 1 timed out, 1 without tests · /m);
  });
});

/** 1.23 prints build errors as text, and packages that cannot be set up have no events. Each compiles its own library. */
test.each(isFull() ? ['go1.23.12', 'go1.24.11', 'go1.25.5'] : ['go1.23.12'])(
  '%s gives the same outcomes',
  async (version) => {
    const packages = Object.keys(BUILDS).map((name) => `--packages=./${name}`);
    const { code } = await workspace.nx(['run', 'behaviours:amd64', '--', ...packages], {
      env: { GOTOOLCHAIN: version },
    });
    expect(code).toBe(1);
    expect(seen('amd64')).toEqual(BUILDS);
    expect(workspace.summary('behaviours', 'amd64').go).toBe(version);
  },
);
