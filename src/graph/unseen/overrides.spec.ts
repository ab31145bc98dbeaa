import { readOverrides } from './overrides';

test.each<[string[], object]>([
  [['run', 'svc:test-arm64', '--', '--binaries=moved/binaries'], { binaries: 'moved/binaries' }],
  [['run', 'svc:test-arm64', '--binaries', 'moved'], { binaries: 'moved' }],
  [['run-many', '-t', 'test-arm64', '--', '--tags=a,b', '--cgo=off'], { tags: ['a', 'b'], cgo: 'off' }],
  [['run', 'svc:test-arm64', '--verbose'], {}],
])('%j', (argv, options) => {
  expect(readOverrides(argv, '')).toEqual({ options, goflags: '' });
});
