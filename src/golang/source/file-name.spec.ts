import { isIgnoredFile, isTestFile, lastWords, nameTags } from './file-name';

test.each<[string, readonly string[]]>([
  ['a.go', []],
  ['arm64.go', []],
  ['linux_test.go', []],
  ['a_arm64.go', ['arm64']],
  ['a_linux_arm64.s', ['linux', 'arm64']],
  ['a_arm64_linux.go', ['linux']],
  ['a_arm64_test.go', ['arm64']],
  ['a_test_arm64.go', ['arm64']],
  ['a_arm64_test_test.go', []],
  ['a_arm64.pb.go', ['arm64']],
  ['a.b_arm64.go', []],
  ['a__arm64.go', ['arm64']],
  ['a_linux_x_arm64.go', ['arm64']],
  ['a_unix.go', []],
  ['a_ARM64.go', []],
  ['a_sparc64.go', ['sparc64']],
  ['windows_.go', []],
  ['_arm64.go', ['arm64']],
])('%s asks for %j', (name, tags) => {
  expect(nameTags(name)).toEqual(tags);
});

test('a glob reads the same names without dots and first underscores', () => {
  expect(['a.b_arm64.go', 'a_linux_arm64_test.s', 'arm64.go'].map(lastWords)).toEqual([
    ['a.b', 'arm64'],
    ['linux', 'arm64'],
    ['', ''],
  ]);
});

test('tests, and what Go never looks at', () => {
  expect(['a_test.go', '_test.go', 'a_test.s', 'atest.go'].map(isTestFile)).toEqual([true, true, false, false]);
  expect(['_a.go', '.a.go', 'a_.go'].map(isIgnoredFile)).toEqual([true, true, false]);
});
