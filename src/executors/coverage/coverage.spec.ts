import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ExecutorContext, TargetConfiguration } from '@nx/devkit';
import coverageExecutor from './coverage.impl';

const MERGED = 'dist/go-cross/svc/coverage/cover.out';
const TARGETS: Record<string, TargetConfiguration> = {
  'test-amd64': { executor: 'nx-go-cross:test', options: { goos: 'linux', goarch: 'amd64' } },
  'test-old': { executor: 'nx-go-cross:test', options: { goarch: 'arm', goarm: '6', outputDir: 'out/{projectName}' } },
  'check-arm64': { executor: 'nx-go-cross:check', options: { goarch: 'arm64' } },
  coverage: { executor: 'nx-go-cross:coverage' },
};
const BOTH = {
  'dist/go-cross/svc/amd64/cover.out': 'mode: set\nsvc/a.go:1.1,2.2 3 1\nsvc/a.go:3.1,4.2 1 0\n',
  'out/svc/cover.out': 'mode: set\nsvc/a.go:1.1,2.2 3 0\nsvc/a.go:3.1,4.2 1 1\n',
};

let root: string;
let printed: { stdout: string; stderr: string };
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'nx-go-cross-coverage-'));
  printed = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    jest.spyOn(process[stream], 'write').mockImplementation((text, ...rest: unknown[]) => {
      printed[stream] += String(text);
      const done = rest.at(-1);
      if (typeof done === 'function') done();
      return true;
    });
  }
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true });
});

function run(files: Readonly<Record<string, string>>, schema = {}, targets = TARGETS) {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  const projects = { svc: { root: 'svc', targets } };
  return coverageExecutor(schema, {
    root,
    projectName: 'svc',
    projectsConfigurations: { projects },
  } as never as ExecutorContext);
}

test('the profiles of all test targets become one, wherever they are', async () => {
  expect(await run(BOTH)).toEqual({ success: true });
  expect(readFileSync(join(root, MERGED), 'utf8')).toBe('mode: set\nsvc/a.go:1.1,2.2 3 1\nsvc/a.go:3.1,4.2 1 1\n');
  expect(printed.stdout).toBe(
    `linux/amd64   75.0% of 4 statements\nlinux/arm/6   25.0% of 4 statements\nall ports    100.0% of 4 statements · ${MERGED}\n`,
  );
});

test('only those that were asked for', async () => {
  expect(await run({ 'out/svc/cover.out': BOTH['out/svc/cover.out'] }, { targets: ['test-old'] })).toEqual({
    success: true,
  });
  expect(readFileSync(join(root, MERGED), 'utf8')).toBe(BOTH['out/svc/cover.out']);
});

test.each<[string, Record<string, string>, object, Record<string, TargetConfiguration>, string]>([
  ['a profile that is none', { ...BOTH, 'out/svc/cover.out': '' }, {}, TARGETS, 'out/svc/cover.out, line 1, is ""'],
  [
    'a port that measured nothing',
    { 'out/svc/cover.out': 'mode: set\n' },
    {},
    TARGETS,
    "Target 'test-amd64' of svc has left no cover profile: there is no dist/go-cross/svc/amd64/cover.out.",
  ],
  [
    'a target that is none of ours',
    BOTH,
    { targets: ['check-arm64'] },
    TARGETS,
    "Option 'targets' names 'check-arm64'",
  ],
  ['no tests', BOTH, {}, {}, "Project 'svc' has no target of executor nx-go-cross:test"],
])('%s: one error, and nothing of an earlier run stays', async (_title, files, schema, targets, message) => {
  expect(await run({ ...files, [MERGED]: 'mode: set\n' }, schema, targets)).toEqual({ success: false });
  expect(printed.stderr).toContain(message);
  expect(existsSync(join(root, MERGED))).toBe(false);
});
