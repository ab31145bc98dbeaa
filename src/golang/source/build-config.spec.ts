import { parsePort } from '../../ports';
import { FileSelector, type BuildConfig } from './build-config';

function isBuilt(port: string, goBuild: string, config: Partial<BuildConfig> = {}, name = 'a.go'): boolean {
  const selector = new FileSelector({ port: parsePort(port), tags: new Set(), cgo: false, ...config });
  return selector.isBuilt(name, goBuild === '' ? {} : { goBuild });
}

test.each<[port: string, constraint: string, expected: boolean]>([
  ['arm64', 'linux && arm64 && gc && unix', true],
  ['arm64', '!arm64', false],
  ['windows/amd64', 'unix', false],
  ['android/arm64', 'linux && android && unix', true],
  ['illumos/amd64', 'solaris', true],
  ['darwin/arm64', 'ios', false],
  ['arm64', 'go1.23 && !go1.22', false],
  ['arm64', 'go1.1', true],
  ['arm64', 'go1.0 || go1.023', false],
  // What files and options do not settle is in, and so is its contrary.
  ['arm64', 'go1.30', true],
  ['arm64', '!go1.30', true],
  ['arm64', 'goexperiment.x', true],
  ['arm64', 'arm64.v8.0', true],
  ['arm64', '!arm64.v8.0', false],
  ['arm64', 'arm64.v9.2', true],
  ['arm64/v8.1', 'arm64.v9.2', false],
  ['arm64/v9.2', 'arm64.v8.7', true],
  ['arm', '!arm.7', true],
  ['arm/7', '!arm.7', false],
  ['386', '386.softfloat', true],
  ['s390x', 's390x.z15', false],
  ['arm64', 'integration', false],
  ['arm64', 'not readable', true],
])('%s, %s: %s', (port, constraint, expected) => {
  expect(isBuilt(port, constraint)).toBe(expected);
});

test('tags of the options are true, even those that look like ports', () => {
  const config = { tags: new Set(['integration', 's390x']) };
  expect(isBuilt('arm64', 'integration && s390x && arm64', config)).toBe(true);
  expect(isBuilt('arm64', '', config, 'a_s390x.go')).toBe(true);
});

test.each<[cgo: BuildConfig['cgo'], constraint: string, expected: boolean]>([
  [false, 'cgo', false],
  [true, 'cgo', true],
  ['maybe', 'cgo', true],
  ['maybe', '!cgo', true],
  ['maybe', 'cgo && !cgo', false],
])('cgo %s, %s: %s', (cgo, constraint, expected) => {
  expect(isBuilt('arm64', constraint, { cgo })).toBe(expected);
});

test('a file that imports C needs cgo, on top of what it says', () => {
  const selector = (cgo: BuildConfig['cgo']) => new FileSelector({ port: parsePort('arm64'), tags: new Set(), cgo });
  const source = { imports: ['C'] };
  expect([false, true, 'maybe' as const].map((cgo) => selector(cgo).isBuilt('a.go', source))).toEqual([
    false,
    true,
    true,
  ]);
  expect(selector('maybe').isBuilt('a.go', { ...source, goBuild: '!cgo' })).toBe(false);
});

test('package documentation is never built', () => {
  const selector = new FileSelector({ port: parsePort('arm64'), tags: new Set(), cgo: true });
  expect(selector.isBuilt('a.go', { isDocumentation: true })).toBe(false);
});
