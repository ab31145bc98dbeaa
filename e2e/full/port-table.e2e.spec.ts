import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatPort, levels, parsePort, portId, PORTS, shortPort } from '../../src/ports';
import { REPOSITORY } from '../support/suite';
import { Workspace } from '../support/workspace';

/** The table between these lines of README.md; to write it anew: UPDATE_README=1 npm run test:full. */
const README = join(REPOSITORY, 'README.md');
const MARKS = /(<!-- ports: from a run of e2e\/full\/port-table -->\n)[^]*?(<!-- end of ports -->)/;

const all = PORTS.map(formatPort);
const tested = all.filter((port) => /^linux\/|\/wasm$/.test(port));
/** Suffixes such as `,lse` are features more, and no levels of their own. */
const leveled = tested
  .filter((port) => !port.endsWith('/wasm'))
  .flatMap((port) => {
    const own = levels(parsePort(port).goarch).filter((level) => !level.includes(','));
    return own.map((level) => `${port}/${level}`);
  });
const compiled = all.filter((port) => !tested.includes(port));
const idOf = (port: string) => portId(parsePort(port));

interface Summary {
  readonly outcome: string;
  readonly runner: { readonly kind: string; readonly why: string; readonly emulator?: { readonly version: string } };
  readonly packages: readonly { readonly outcome: string; readonly tests: { readonly passed: number } }[];
}

const ARCH_TEST = (goarch: string) => `package tiny

import (
	"runtime"
	"testing"
)

func TestArch(t *testing.T) {
	if runtime.GOARCH != "${goarch}" {
		t.Fatal(runtime.GOARCH)
	}
}
`;

let workspace: Workspace;
const results = new Map<string, Summary>();

beforeAll(async () => {
  const goarchs = [...new Set(PORTS.map(({ goarch }) => goarch))];
  workspace = await Workspace.create({
    files: {
      'tiny/project.json': { name: 'tiny' },
      'tiny/go.mod': 'module example.com/tiny\n\ngo 1.23\n',
      'tiny/tiny.go': 'package tiny\n',
      ...Object.fromEntries(goarchs.map((goarch) => [`tiny/arch_${goarch}_test.go`, ARCH_TEST(goarch)])),
      'nx.json': {
        analytics: false,
        neverConnectToCloud: true,
        plugins: [
          {
            plugin: 'nx-go-cross',
            // Vet would look at the whole standard library again for each level.
            options: { ports: [...tested, ...leveled], checkPorts: compiled, test: { vet: 'off', infraRetries: 0 } },
          },
        ],
      },
    },
  });
  await workspace.nx(['run', 'tiny:test-ports', '--parallel=2'], { timeout: 1_800_000 });
  const checks = compiled.map((port) => `check-${idOf(port)}`);
  await workspace.nx(['run-many', '-t', checks.join(), '--parallel=2'], { timeout: 1_800_000 });
  for (const port of [...tested, ...leveled]) results.set(port, workspace.summary('tiny', idOf(port)));
  for (const port of compiled) results.set(port, workspace.summary('tiny', `check-${idOf(port)}`));
}, 3_600_000);
afterAll(() => workspace.remove());

const isTested = (port: string) => {
  const { outcome, packages } = results.get(port)!;
  return outcome === 'passed' && packages.some(({ tests }) => tests.passed === 1);
};

/** `natively`, `emulated` … */
function how({ runner }: Summary): string {
  if (runner.kind === 'native') return 'natively';
  return runner.kind === 'node' ? 'in Node' : 'emulated';
}

/** For a port or level that did not run: in the words of the run. */
function whyNot(port: string): string {
  const { runner } = results.get(port)!;
  return runner.why.split('\n').find((line) => /QEMU|emulat/i.test(line)) ?? runner.why.split('\n')[0]!;
}

function levelsCell(port: string): string {
  const own = leveled.filter((one) => one.startsWith(`${port}/`));
  const name = (one: string) => one.slice(port.length + 1);
  const good = own.filter(isTested).map(name);
  const bad = own.filter((one) => !isTested(one)).map((one) => `${name(one)} not possible: ${whyNot(one).trim()}`);
  return [good.join(' '), ...bad].filter(Boolean).join('; ');
}

function table(): string {
  const rows = tested.map((port) => {
    const result = results.get(port)!;
    return [port, isTested(port) ? `tested, ${how(result)}` : `not possible: ${whyNot(port)}`, levelsCell(port)];
  });
  const passed = compiled
    .filter((port) => results.get(port)!.outcome === 'passed')
    .map((port) => shortPort(parsePort(port)));
  const failed = compiled
    .filter((port) => results.get(port)!.outcome !== 'passed')
    .map((port) => shortPort(parsePort(port)));
  return [
    '| port | tests | levels tested |',
    '| --- | --- | --- |',
    ...rows.map((cells) => `| ${cells.join(' | ')} |`),
    `| ${passed.join(', ')} | compile only | – |`,
    ...(failed.length > 0
      ? [`| ${failed.join(', ')} | not possible: Go links these with a C compiler of the platform only | – |`]
      : []),
    '',
  ].join('\n');
}

test('every port that Go runs on Linux and in Node is tested', () => {
  expect(tested.filter((port) => !isTested(port))).toEqual([]);
});

test('README.md says what this run showed', () => {
  const readme = readFileSync(README, 'utf8');
  expect(readme).toMatch(MARKS);
  const wanted = readme.replace(MARKS, (_all, begin, end) => `${begin}\n${table()}\n${end}`);
  if (process.env.UPDATE_README === '1') writeFileSync(README, wanted);
  expect(readFileSync(README, 'utf8')).toBe(wanted);
});
