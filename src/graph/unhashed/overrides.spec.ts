import { readOverrides } from './overrides';

test.each<[string, Record<string, unknown>]>([
  ['run-many -t test-arm64', {}],
  ['run svc:test-arm64 --tags=a,b', { tags: ['a', 'b'] }],
  ['run svc:test-arm64 --tags a --tags=b', { tags: ['a', 'b'] }],
  ['run svc:test-arm64 --packages=./a', { packages: ['./a'] }],
  ['run svc:test-arm64 --go-flags=-tags=x', { goFlags: ['-tags=x'] }],
  ['run svc:test-arm64 --goFlags=-v', { goFlags: ['-v'] }],
  ['run svc:test-arm64 --cgo=static', { cgo: 'static' }],
  ['run svc:test-arm64 --cgo off', { cgo: 'off' }],
  ['run svc:test-arm64 --goarm64=v9.0 --cpu=max', { goarm64: 'v9.0', cpu: 'max' }],
  ['run svc:test-arm64 --goarch=s390x --goos linux', { goarch: 's390x', goos: 'linux' }],
  ['run svc:test-arm64 --qemu-path=tools/qemu', { qemuPath: 'tools/qemu' }],
  ['run svc:test-arm64 --race', { race: true }],
  ['run svc:test-arm64 --race=false', { race: false }],
  ['run svc:test-arm64 --no-race', { race: false }],
  ['run svc:test-arm64 --env.GOFLAGS=-tags=x --env.GOWORK off', { env: { GOFLAGS: '-tags=x', GOWORK: 'off' } }],
  ['run svc:test-arm64 --cgo.x=off', {}],
  ['run svc:test-arm64 --run=TestX --verbose', {}],
  ['run svc:test-arm64 --tags', { tags: [''] }],
])('nx %s', (line, expected) => {
  expect(readOverrides(line.split(' '), { goflags: '' }).options).toEqual(expected);
});

test('of GOFLAGS only what changes what is compiled counts', () => {
  const kept = ['-v -mod=mod', '-tags=a', '-v -race', '--msan', '-asan=true', '-trimpath', ''];
  expect(kept.map((goflags) => readOverrides([], { goflags }).goflags)).toEqual([
    ...['-v -mod=mod', '-tags=a', '-v -race', '--msan', '-asan=true', '', ''],
  ]);
});

test.each<[string[], object]>([
  [['run', 'svc:test-arm64', '--', '--binaries=moved/binaries'], { binaries: 'moved/binaries' }],
  [['run', 'svc:test-arm64', '--binaries', 'moved'], { binaries: 'moved' }],
  [['run-many', '-t', 'test-arm64', '--', '--tags=a,b', '--cgo=off'], { tags: ['a', 'b'], cgo: 'off' }],
  [['run', 'svc:test-arm64', '--verbose'], {}],
])('%j', (argv, options) => {
  expect(readOverrides(argv, { goflags: '' })).toEqual({ options, goflags: '' });
});
