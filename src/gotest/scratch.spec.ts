import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeScratch } from './scratch';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'scratch-spec-'));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

test('a unit gets the same path in every run, and nobody else may look into it', () => {
  const first = takeScratch('/w/dist/svc/arm64', parent);
  expect(statSync(first).mode & 0o777).toBe(0o700);
  rmSync(first, { recursive: true });
  expect(takeScratch('/w/dist/svc/arm64', parent)).toBe(first);
  expect(takeScratch('/w/dist/svc/s390x', parent)).not.toBe(first);
});

test('a second run at the same time gets a folder of its own', () => {
  const first = takeScratch('unit', parent);
  const second = takeScratch('unit', parent);
  expect(second).not.toBe(first);
  expect([existsSync(first), existsSync(second)]).toEqual([true, true]);
});

describe('a folder that is there already', () => {
  const folder = (owner?: string) => {
    const path = takeScratch('unit', parent);
    writeFileSync(join(path, 'leftover'), '');
    if (owner === undefined) rmSync(join(path, 'owner'));
    else writeFileSync(join(path, 'owner'), owner);
    return path;
  };
  const namespace = readlinkSync('/proc/self/ns/pid');
  const { pid: dead } = spawnSync('/bin/true');

  test('is cleared and used again when its owner is no more', () => {
    const path = folder(`${dead} ${namespace}`);
    expect(takeScratch('unit', parent)).toBe(path);
    expect(existsSync(join(path, 'leftover'))).toBe(false);
  });

  test.each([
    ['its owner lives in another pid namespace, perhaps', `${dead} pid:[1]`],
    ['its owner lives', `${process.pid} ${namespace}`],
    ['its owner is about to say so', undefined],
  ])('is left alone when %s', (_title, owner) => {
    const path = folder(owner);
    expect(takeScratch('unit', parent)).not.toBe(path);
    expect(existsSync(join(path, 'leftover'))).toBe(true);
  });

  test('is used again when nobody said whose it is for long', () => {
    const path = folder(undefined);
    utimesSync(path, 1, 1);
    expect(takeScratch('unit', parent)).toBe(path);
  });

  test('is left alone when it cannot be ours', () => {
    const path = takeScratch('unit', parent);
    rmSync(path, { recursive: true });
    writeFileSync(path, 'a file');
    const other = takeScratch('unit', parent);
    expect([other === path, statSync(other).isDirectory()]).toEqual([false, true]);
    mkdirSync(join(other, 'usable'));
  });
});
