import { readdirSync } from 'node:fs';
import { isFull } from './support/suite';
import { isReplay, Workspace } from './support/workspace';

const ALL = 'amd64 arm64 arm mips s390x riscv64 ppc64le mips64le ppc64 loong64 mipsle mips64'.split(' ');
/** Both byte orders in 32 and 64 bits; Go compiles its library anew for each, so that the slow tier only has them all. */
const PORTS = isFull() ? ALL : ALL.slice(0, 6);
/** What differs for an ordinary user, the ids in a namespace, differs on no port. */
const USERS_PORTS = isFull() ? PORTS : ['amd64', 'arm64', 's390x'];
const hostTable = () => readdirSync('/proc/sys/fs/binfmt_misc').sort();

describe.each([
  ['root', false, PORTS],
  ['an ordinary user', true, USERS_PORTS],
] as const)('the example on its linux ports, as %s', (_title, user, ports) => {
  let workspace: Workspace;
  const before = hostTable();
  beforeAll(async () => {
    workspace = await Workspace.create({ copy: { '.': 'examples/minimal' }, user });
  });
  afterAll(() => workspace.remove());

  // All of them are what target test-ports stands for.
  const run = () => {
    const tasks =
      ports.length === ALL.length
        ? ['run', 'svc:test-ports']
        : ['run-many', '-p', 'svc', '-t', ...ports.map((port) => `test-${port}`)];
    return workspace.nx(tasks, { timeout: 590_000 });
  };

  test(`${ports.length} of ${ports.length} pass, and the host has nothing registered before, during and after`, async () => {
    const seen: string[][] = [];
    const watch = setInterval(() => seen.push(hostTable()), 500);
    const { code, output } = await run();
    clearInterval(watch);
    expect([code, output]).toEqual([0, expect.stringMatching(/Successfully ran targets? test-/)]);
    for (const port of ports) {
      const summary = workspace.summary('svc', port);
      expect(summary).toMatchObject({
        schema: 1,
        project: 'svc',
        outcome: 'passed',
        port: { id: port, goos: 'linux' },
      });
      expect(summary.runner.kind).toBe(port === 'amd64' ? 'native' : 'namespace');
      const packages = summary.packages.map((one: { importPath: string }) => one.importPath).sort();
      expect(packages).toEqual(['example.com/minimal/svc', 'github.com/cespare/xxhash/v2']);
    }
    expect(new Set([before, ...seen, hostTable()].map((table) => table.join()))).toEqual(new Set([before.join()]));
  });

  test('the same again is replayed, with its outputs', async () => {
    await workspace.must(['rm', '-rf', 'dist']);
    const again = await run();
    expect(again.code).toBe(0);
    expect(isReplay(again)).toBe(true);
    for (const port of ports) expect(workspace.summary('svc', port).port.id).toBe(port);
  });

  test('every event is an event of Go', () => {
    const lines = workspace.read('dist/go-cross/svc/s390x/events.jsonl').trim().split('\n');
    expect(lines.length).toBeGreaterThan(300);
    const actions = new Set(lines.map((line) => JSON.parse(line).Action));
    expect([...actions].sort()).toEqual(['output', 'pass', 'run', 'start']);
  });
});

describe('linux/386 under qemu-i386', () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await Workspace.create({ copy: { '.': 'examples/minimal' } });
    workspace.write('svc/project.json', {
      name: 'svc',
      targets: {
        'test-386': {
          executor: 'nx-go-cross:test',
          options: { goarch: '386', runner: 'namespace', packages: ['./...'] },
        },
      },
    });
  });
  afterAll(() => workspace.remove());

  test('a package without children passes, with the mitigation in the output', async () => {
    const { code, output } = await workspace.nx(['run', 'svc:test-386']);
    expect([code, output]).toEqual([0, expect.stringMatching(/GODEBUG=asyncpreemptoff=1: qemu-i386 older than 8/)]);
    expect(workspace.summary('svc', '386')).toMatchObject({ outcome: 'passed', runner: { kind: 'namespace' } });
  });

  test('a crash in a test that starts a child is the emulator’s: never a test failure, never green', async () => {
    const outcomes = new Set<string>();
    for (let trial = 0; trial < 4 && !outcomes.has('crashed'); trial++) {
      const { code, output } = await workspace.nx([
        'run',
        'svc:test-386',
        '--packages=github.com/cespare/xxhash/v2',
        '--count=1',
        '--infraRetries=0',
        '--skip-nx-cache',
      ]);
      const { outcome } = workspace.summary('svc', '386');
      outcomes.add(outcome);
      expect([code, outcome]).toEqual(outcome === 'passed' ? [0, 'passed'] : [1, 'crashed']);
      if (outcome === 'crashed') {
        expect(output).toContain('/usr/bin/qemu-i386 7.');
        expect(output).toContain('Use QEMU 8 or newer, or a kernel that runs 32-bit x86');
      }
    }
    expect(outcomes).toContain('crashed');
  });
});
