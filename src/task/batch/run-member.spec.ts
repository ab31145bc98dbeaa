import { TEST } from '../../executors/test/test.kind';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutorContext, Task } from '@nx/devkit';
import { startGuard, type Guard } from '../../process';
import { BatchProgress } from '../../reports';
import { apartEnd } from '../../gotest';
import type { TestExecutorSchema } from '../options/test-schema';
import { runMember } from './run-member';

let guard: Guard;
beforeAll(() => {
  guard = startGuard();
});
afterAll(() => guard.end());

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'run-member-spec-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const cancellation = { signal: new AbortController().signal, cancel: () => undefined, dispose: () => undefined };
const goTests = { share: async () => apartEnd(), limit: <T>(work: () => Promise<T>) => work() };
const progress = new BatchProgress({ write: () => undefined, live: false, columns: 80, color: false });
const place = { goTests, progress, prepared: () => undefined };
const task = { id: 'svc:fast', target: { project: 'svc', target: 'fast' }, projectRoot: 'svc' } as unknown as Task;

function run(schema: object, projects: unknown = { svc: { root: 'svc', targets: { fast: {} } } }) {
  const context = { root, projectsConfigurations: { version: 2, projects } } as unknown as ExecutorContext;
  return runMember({ task, schema: schema as TestExecutorSchema, context, kind: TEST, cancellation, guard, place });
}

test('what a task is refused for is its text, and nothing is written to the terminal', async () => {
  const write = jest.spyOn(process.stderr, 'write');
  const { success, terminalOutput } = await run({ goarch: 'arm64', timeout: 'soon' });
  expect([success, terminalOutput]).toEqual([false, expect.stringContaining('Option \'timeout\' is "soon"')]);
  expect(write).not.toHaveBeenCalled();
  write.mockRestore();
});

test('a defect of ours fails the task that met it, with its stack', async () => {
  const { success, terminalOutput } = await run({ goarch: 'arm64' }, null);
  expect(success).toBe(false);
  expect(terminalOutput).toMatch(/TypeError: [^]*\n +at /);
});

test('a task has times of its own', async () => {
  const before = Date.now();
  const { startTime, endTime } = await run({ goarch: 'nonsense' });
  expect(startTime).toBeGreaterThanOrEqual(before);
  expect(endTime).toBeGreaterThanOrEqual(startTime);
  expect(endTime).toBeLessThanOrEqual(Date.now());
});
