import { isCoverOn, isFlagOn, parseGoflags, tagList } from './go-flags';
import { asksForDynamicLink } from './linker-flags';

test('flags have one dash or two, and those of a test binary their prefix', () => {
  expect(parseGoflags(`-v --short=0 -test.run=A '-tags=a b'`)).toEqual([
    { name: 'v', value: undefined },
    { name: 'short', value: '0' },
    { name: 'run', value: 'A' },
    { name: 'tags', value: 'a b' },
  ]);
});

test.each([
  ['a,b', ['a', 'b']],
  ['a,,b,', ['a', 'b']],
  ['', []],
  ['a b', ['a', 'b']],
  ["'a' b", ['a', 'b']],
  ['a,b c', ['a,b', 'c']],
])('-tags=%s', (value, tags) => {
  expect(tagList(value)).toEqual(tags);
});

test.each([
  ['-short', true],
  ['-short=T', true],
  ['-short -short=0', false],
  ['-short=yes', false],
  ['', undefined],
])('%s is on: %j', (goflags, expected) => {
  expect(isFlagOn('short', parseGoflags(goflags))).toBe(expected);
});

test.each([
  ['-cover', true],
  ['-cover=false', false],
  ['-covermode=atomic', true],
  ['-coverpkg=./...', true],
  ['-coverpkg=./... -cover=false', false],
  ['-cover=false -coverpkg=./...', true],
  ['-v', false],
])('%s turns coverage on: %j', (goflags, expected) => {
  expect(isCoverOn(parseGoflags(goflags))).toBe(expected);
});

test.each([
  ['-buildmode=pie', '-buildmode=pie'],
  ['-buildmode=pie -buildmode=exe', undefined],
  ['-linkshared', '-linkshared'],
  ['-linkshared=false', undefined],
  ['-ldflags=-linkmode=internal', '-ldflags=-linkmode=internal'],
  ["'-ldflags=all=-s -linkmode internal'", '-ldflags=-linkmode=internal'],
  ["'-ldflags=-linkmode=internal -linkmode=external'", undefined],
  ['-ldflags=-X=m.linkmode=internal', undefined],
])('%s cannot be linked statically for %s', (goflags, expected) => {
  expect(asksForDynamicLink(parseGoflags(goflags))).toBe(expected);
});
