import { formatPort, portEnv, portId, shortPort } from './format-port';
import { levels } from './level-table';
import { parsePort } from './parse-port';
import type { Port } from './port';
import { PORTS } from './port-table';

const every: Port[] = PORTS.flatMap(({ goos, goarch }) => [
  { goos, goarch },
  ...levels(goarch).map((level) => ({ goos, goarch, level })),
]);

test.each([
  [{ goos: 'linux', goarch: 'arm64' }, 'linux/arm64', 'arm64', 'arm64'],
  [{ goos: 'linux', goarch: 'arm', level: '6' }, 'linux/arm/6', 'arm/6', 'arm-6'],
  [
    { goos: 'linux', goarch: 'arm', level: '6,softfloat' },
    'linux/arm/6,softfloat',
    'arm/6,softfloat',
    'arm-6-softfloat',
  ],
  [
    { goos: 'linux', goarch: 'arm64', level: 'v8.1,lse,crypto' },
    'linux/arm64/v8.1,lse,crypto',
    'arm64/v8.1,lse,crypto',
    'arm64-v8.1-lse-crypto',
  ],
  [{ goos: 'linux', goarch: 'amd64', level: 'v3' }, 'linux/amd64/v3', 'amd64/v3', 'amd64-v3'],
  [{ goos: 'windows', goarch: 'amd64' }, 'windows/amd64', 'windows/amd64', 'windows-amd64'],
  [{ goos: 'wasip1', goarch: 'wasm' }, 'wasip1/wasm', 'wasip1/wasm', 'wasip1-wasm'],
])('%j is written %s, %s and %s', (port, long, short, id) => {
  expect([formatPort(port), shortPort(port), portId(port)]).toEqual([long, short, id]);
});

test('every port is read back from both of its texts', () => {
  for (const port of every) {
    expect(parsePort(formatPort(port))).toEqual(port);
    expect(parsePort(shortPort(port))).toEqual(port);
  }
});

test('the ids of all ports differ and are safe in target names and file names', () => {
  const ids = every.map(portId);
  expect(ids.length).toBeGreaterThan(PORTS.length);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[a-z0-9][a-z0-9.-]*[a-z0-9]$/.test(id))).toEqual([]);
  expect(new Set(ids.map((id) => id.toLowerCase())).size).toBe(ids.length);
});

test.each<[Port, Record<string, string>]>([
  [
    { goos: 'linux', goarch: 'arm64' },
    { GOOS: 'linux', GOARCH: 'arm64' },
  ],
  [
    { goos: 'linux', goarch: 'arm', level: '6' },
    { GOOS: 'linux', GOARCH: 'arm', GOARM: '6' },
  ],
  [
    { goos: 'linux', goarch: 'mipsle', level: 'softfloat' },
    { GOOS: 'linux', GOARCH: 'mipsle', GOMIPS: 'softfloat' },
  ],
  [
    { goos: 'linux', goarch: '386', level: 'sse2' },
    { GOOS: 'linux', GOARCH: '386', GO386: 'sse2' },
  ],
])('%j is set by its variables', (port, env) => {
  expect(portEnv(port)).toEqual(env);
});
