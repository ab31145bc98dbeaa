import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { envFiles, taskEnv } from './task-env';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'task-env-spec-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const target = { project: 'svc', target: 'test-arm64' };
const task = { target, projectRoot: 'apps/svc' };
const LOADING = { NX_LOAD_DOT_ENV_FILES: 'true' };

function write(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
}

test('the files, the first of which wins: project before workspace, target before all targets', () => {
  expect(envFiles({ target: { ...target, target: 'test' }, projectRoot: 'svc' })).toEqual([
    ...['svc/.env.test.local', 'svc/.env.test', 'svc/.test.local.env', 'svc/.test.env'],
    ...['svc/.env.local', 'svc/.local.env', 'svc/.env'],
    ...['.env.test.local', '.env.test', '.test.local.env', '.test.env'],
    ...['.env.local', '.local.env', '.env'],
  ]);
  const configured = envFiles({ target: { ...target, target: 'test', configuration: 'race' }, projectRoot: 'svc' });
  expect(configured.filter((file) => file.startsWith('svc/')).slice(0, 8)).toEqual([
    ...['svc/.env.test.race.local', 'svc/.env.test.race', 'svc/.test.race.local.env', 'svc/.test.race.env'],
    ...['svc/.env.race.local', 'svc/.env.race', 'svc/.race.local.env', 'svc/.race.env'],
  ]);
});

test('a project in the folder of the workspace has no folder of its own to look into', () => {
  expect(envFiles({ target, projectRoot: '' })).toHaveLength(7);
});

test('files of the project win over those of the workspace, which Nx has loaded already', () => {
  write({ '.env': 'A=workspace\nB=workspace\n', 'apps/svc/.env': 'A=project\nC=${B}!\n' });
  expect(taskEnv(task, root, { ...LOADING, A: 'workspace', B: 'workspace' })).toMatchObject({
    A: 'project',
    B: 'workspace',
    C: 'workspace!',
  });
});

test('what the user set wins over all files', () => {
  write({ '.env': 'A=workspace\n', 'apps/svc/.env.test-arm64': 'A=target\nB=target\n' });
  expect(taskEnv(task, root, { ...LOADING, A: 'shell' })).toMatchObject({ A: 'shell', B: 'target' });
});

test('nothing is loaded when Nx is told not to', () => {
  write({ 'apps/svc/.env': 'A=project\n' });
  expect(taskEnv(task, root, { NX_LOAD_DOT_ENV_FILES: 'false' })).not.toHaveProperty('A');
});

test('what Nx says of a task is said of this one, not of one that the whole command may be part of', () => {
  const outer = { NX_TASK_HASH: '1', NX_TASK_TARGET_PROJECT: 'x', NX_TASK_TARGET_CONFIGURATION: 'y', KEPT: '1' };
  expect(taskEnv(task, root, outer)).toEqual({
    KEPT: '1',
    NX_TASK_TARGET_PROJECT: 'svc',
    NX_TASK_TARGET_TARGET: 'test-arm64',
    LERNA_PACKAGE_NAME: 'svc',
    NX_TUI: 'false',
  });
  const race = { ...task, target: { ...target, configuration: 'race' } };
  expect(taskEnv(race, root, {})).toMatchObject({ NX_TASK_TARGET_CONFIGURATION: 'race' });
});

test('the environment of the batch is left alone', () => {
  write({ '.env': 'A=workspace\n', 'apps/svc/.env': 'A=project\n' });
  const batch = { ...LOADING, A: 'workspace' };
  taskEnv(task, root, batch);
  expect(batch).toEqual({ ...LOADING, A: 'workspace' });
});
