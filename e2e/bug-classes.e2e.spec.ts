import { isFull } from './support/suite';
import { which } from './support/which';
import { Workspace } from './support/workspace';

const ALL = 'amd64 386 arm arm64 mips riscv64 s390x mips64le ppc64le loong64 mipsle mips64 ppc64'.split(' ');
/** Every class shows on one of the first, and is absent from another; the slow tier has all. */
const PORTS = isFull() ? ALL : ALL.slice(0, 7);

/** Which ports a class of bugs shows on, and how. On all others its package passes. */
const CLASSES: Readonly<Record<string, readonly [outcome: string, ports: string]>> = {
  sound: ['', ''],
  alignment: ['failed', '386 arm mips mipsle'],
  intsize: ['failed', '386 arm mips mipsle'],
  constant: ['buildFailed', '386 arm mips mipsle'],
  nlink: ['buildFailed', '386 arm arm64 loong64 mips mipsle mips64 mips64le riscv64'],
  timespec: ['buildFailed', '386 arm mips mipsle'],
  syscalls: ['buildFailed', 'arm64 loong64 riscv64'],
  assembly: ['buildFailed', PORTS.filter((port) => port !== 'amd64').join(' ')],
  byteorder: ['failed', 'mips mips64 ppc64 s390x'],
  fused: ['failed', 'arm64 loong64 ppc64 ppc64le riscv64 s390x'],
  conversion: ['failed', '386 arm arm64 loong64 mips mipsle mips64 mips64le riscv64'],
  layout: ['failed', '386 arm mips mipsle'],
  vetted: ['vetFailed', 's390x'],
  imported: ['setupFailed', 'riscv64'],
};

const expected = Object.fromEntries(
  Object.entries(CLASSES).map(([name, [outcome, ports]]) => [
    name,
    Object.fromEntries(PORTS.map((port) => [port, ports.split(' ').includes(port) ? outcome : 'passed'])),
  ]),
);

interface Report {
  readonly rows: readonly {
    readonly project: string;
    readonly importPath: string;
    readonly cells: Readonly<Record<string, { readonly outcome: string }>>;
  }[];
  readonly failures: readonly {
    readonly test: string;
    readonly ports: readonly string[];
    readonly importPath: string;
  }[];
}

let workspace: Workspace;
let report: Report;
let output: string;

beforeAll(async () => {
  // Where the kernel runs linux/386 by itself, too, it is the emulator that is looked at.
  const ports = PORTS.map((port) => (port === '386' ? { goarch: port, runner: 'namespace' } : port));
  const wrong = { 'test-arm64': { options: { runner: 'qemu', qemuPath: which('qemu-arm') } } };
  workspace = await Workspace.create({
    copy: { bugs: 'e2e/fixtures/bug-classes' },
    files: {
      'bugs/project.json': { name: 'bugs' },
      'unrunnable/project.json': { name: 'unrunnable', targets: wrong },
      'unrunnable/go.mod': 'module example.com/unrunnable\n\ngo 1.23\n',
      'unrunnable/one_test.go': 'package unrunnable\n\nimport "testing"\n\nfunc TestOne(t *testing.T) {}\n',
      'nx.json': {
        analytics: false,
        neverConnectToCloud: true,
        plugins: [{ plugin: 'nx-go-cross', options: { ports } }],
      },
    },
  });
  ({ output } = await workspace.nx(['run', 'bugs:test-ports', '--outputStyle=stream']));
  await workspace.nx(['run', 'unrunnable:test-arm64']);
  await workspace.run(['node_modules/.bin/nx-go-cross', 'report']);
  report = JSON.parse(workspace.read('dist/go-cross/report/report.json'));
});
afterAll(() => workspace.remove());

test('every class of bugs shows on its ports and on no others, as what it is', () => {
  const seen = Object.fromEntries(
    report.rows
      .filter(({ project }) => project === 'bugs')
      .map(({ importPath, cells }) => [
        importPath.replace('example.com/bugs/', ''),
        Object.fromEntries(PORTS.map((port) => [port, cells[`linux/${port}`]?.outcome])),
      ]),
  );
  expect(seen).toEqual(withCrashes(seen));
});

/** Cells of linux/386 in which qemu-i386 died, as versions below 8 do now and then, are the emulator's own, and named so. */
function withCrashes(seen: typeof expected): typeof expected {
  const crashed = Object.keys(seen).filter((name) => seen[name]!['386'] === 'crashed');
  for (const name of crashed) {
    process.stdout.write(`linux/386, ${name}: the emulator crashed\n`);
    expect(output).toMatch(
      new RegExp(`── example.com/bugs/${name} on linux/386: crashed.*\\n.*emulator: .*qemu-i386 `),
    );
  }
  const at = (name: string, ports: Readonly<Record<string, string>>) =>
    crashed.includes(name) ? { ...ports, '386': 'crashed' } : ports;
  return Object.fromEntries(Object.entries(expected).map(([name, ports]) => [name, at(name, ports)]));
}

test('a run for which the emulator is the wrong one is no failure of its tests', () => {
  const [row] = report.rows.filter(({ project }) => project === 'unrunnable');
  expect([row!.importPath, row!.cells['linux/arm64']!.outcome]).toEqual(['', 'infrastructure']);
});

test('one failure on several ports stands in the report once, with all of them', () => {
  const [order, ...others] = report.failures.filter(({ test: name }) => name === 'TestOrder');
  expect(others).toEqual([]);
  const big = ['mips', 'mips64', 'ppc64', 's390x'].filter((port) => PORTS.includes(port));
  expect(order!.ports).toEqual(big.map((port) => `linux/${port}`));
});
