import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Disk } from '../workspace/disk';
import { parseObject } from '../../files/json-text';

/** A folder with these files, removed after each test of the spec together with its index cache. */
export function tempWorkspaces(): (files: Readonly<Record<string, string>>) => string {
  const made: string[] = [];
  const before = process.env.NX_WORKSPACE_DATA_DIRECTORY;
  beforeAll(() => {
    process.env.NX_WORKSPACE_DATA_DIRECTORY = '.nx/data';
  });
  afterAll(() => {
    if (before === undefined) delete process.env.NX_WORKSPACE_DATA_DIRECTORY;
    else process.env.NX_WORKSPACE_DATA_DIRECTORY = before;
  });
  afterEach(() => {
    for (const dir of made.splice(0)) rmSync(dir, { recursive: true, force: true });
  });
  return (files) => {
    const dir = mkdtempSync(join(realpathSync(tmpdir()), 'nx-go-cross-graph-'));
    made.push(dir);
    for (const [file, text] of Object.entries(files)) write(join(dir, file), text);
    return dir;
  };
}

export function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** A disk that holds just these files. */
export function fakeDisk(files: Readonly<Record<string, string>>): Disk {
  return {
    path: '/workspace',
    isFile: (file) => file in files,
    isFolder: (dir) => Object.keys(files).some((file) => file.startsWith(`${dir}/`)),
    read: (file) => files[file],
    json: (file) => parseObject(files[file]),
    leavesRoot: () => false,
    answers: () => ({ files: [], folders: [], neither: [], read: [], digest: '' }),
    agrees: () => false,
  };
}

/** Over a workspace of m/svc and m/lib: a go.work in which svc imports lib, and without it the fork of svc's go.mod. */
export const WORK_OR_FORK = {
  'go.work': 'go 1.23\n\nuse (\n\t./svc\n\t./lib\n)\n',
  'svc/go.mod': 'module m/svc\n\ngo 1.23\n\nreplace m/lib => ../fork\n',
  'fork/go.mod': 'module m/lib\n',
  'fork/lib.go': 'package lib\n',
} as const;
