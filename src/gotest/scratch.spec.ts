import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeScratch } from './scratch';

/** Root may write everywhere. */
function asOrdinaryUser(body: () => void): void {
  if (process.getuid!() !== 0) return body();
  process.seteuid!(65_534);
  const getuid = jest.spyOn(process, 'getuid' as never).mockReturnValue(65_534 as never);
  try {
    body();
  } finally {
    getuid.mockRestore();
    process.seteuid!(0);
  }
}

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

test('where no folder can be made the error says so', () => {
  expect(() => takeScratch('unit', join(parent, 'none'))).toThrow(
    expect.objectContaining({ code: 'outputUnwritable', message: expect.stringContaining(join(parent, 'none')) }),
  );
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

  test('is cleared also of folders without write permission', () => {
    chmodSync(parent, 0o777);
    asOrdinaryUser(() => {
      const path = folder(`${dead} ${namespace}`);
      mkdirSync(join(path, 'mod', 'inner'), { recursive: true });
      for (const name of ['mod/inner', 'mod']) chmodSync(join(path, name), 0o500);
      expect(takeScratch('unit', parent)).toBe(path);
      expect(readdirSync(path)).toEqual(['owner']);
    });
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
