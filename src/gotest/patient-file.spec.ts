import fs, { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPatientFile } from './patient-file';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'patient-file-spec-'));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(dir, { recursive: true, force: true });
});

const full = () => {
  throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
};

test('a full disk is no exception, and the end says that something is missing', () => {
  const file = openPatientFile('/dev/full');
  file.write('one\n');
  file.write('two\n');
  expect(file.close()).toContain('ENOSPC');
  expect(file.close()).toContain('ENOSPC');
});

test.each<[string, () => void, () => void]>([
  ['with the next line', () => undefined, () => undefined],
  ['at the end', full, () => undefined],
])('what found no room is written %s', (_title, second, third) => {
  const write = jest.spyOn(fs, 'writeSync');
  const { writeSync } = jest.requireActual<typeof fs>('node:fs');
  for (const one of [full, second, third]) {
    write.mockImplementationOnce((...args: unknown[]) => {
      one();
      return (writeSync as (...all: unknown[]) => number)(...args);
    });
  }
  const path = join(dir, 'events.jsonl');
  const file = openPatientFile(path);
  file.write('one\n');
  file.write('two\n');
  expect(file.close()).toBeUndefined();
  expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n');
});

test('a disk that takes a part of a line gets the rest', () => {
  const { writeSync } = jest.requireActual<typeof fs>('node:fs');
  jest
    .spyOn(fs, 'writeSync')
    .mockImplementationOnce((fd: number, bytes: unknown) => writeSync(fd, (bytes as Buffer).subarray(0, 2)));
  const path = join(dir, 'events.jsonl');
  const file = openPatientFile(path);
  file.write('a line\n');
  expect(file.close()).toBeUndefined();
  expect(readFileSync(path, 'utf8')).toBe('a line\n');
});
