import { GOARCHS } from '../ports/goarch-table';
import { mergeGodebug, mitigations } from './mitigations';

const PREEMPTION = [{ env: { GODEBUG: 'asyncpreemptoff=1' }, why: expect.stringContaining('qemu-i386') }];

test.each([
  ['386', 7, PREEMPTION],
  ['386', undefined, PREEMPTION],
  ['386', 8, []],
  ['386', 11, []],
])('%s on QEMU %s', (goarch, major, expected) => {
  expect(mitigations(goarch, major)).toEqual(expected);
});

test('other GOARCHs need none', () => {
  expect(GOARCHS.filter((goarch) => mitigations(goarch, 7).length > 0)).toEqual(['386']);
});

test.each([
  [undefined, 'asyncpreemptoff=1', 'asyncpreemptoff=1'],
  ['', 'asyncpreemptoff=1', 'asyncpreemptoff=1'],
  ['gctrace=1', 'asyncpreemptoff=1', 'gctrace=1,asyncpreemptoff=1'],
  ['gctrace=1,,http2client=0', 'asyncpreemptoff=1', 'gctrace=1,http2client=0,asyncpreemptoff=1'],
  ['asyncpreemptoff=0', 'asyncpreemptoff=1', 'asyncpreemptoff=0'],
  ['asyncpreemptoff=1,gctrace=1', 'asyncpreemptoff=1', 'asyncpreemptoff=1,gctrace=1'],
  ['gctrace=1', 'asyncpreemptoff=1,madvdontneed=1', 'gctrace=1,asyncpreemptoff=1,madvdontneed=1'],
])('%s with %s is %s', (existing, addition, merged) => {
  expect(mergeGodebug(existing, addition)).toBe(merged);
});
