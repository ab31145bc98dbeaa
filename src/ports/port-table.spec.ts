import { execFileSync } from 'node:child_process';
import { findPort, goarchsOf, goosesOf, PORTS } from './port-table';

interface DistListEntry {
  GOOS: string;
  GOARCH: string;
  CgoSupported: boolean;
  FirstClass: boolean;
}

test('the table is what `go tool dist list` of Go 1.26 says', () => {
  const listed: DistListEntry[] = JSON.parse(
    execFileSync('go', ['tool', 'dist', 'list', '-json'], { encoding: 'utf8' }),
  );
  expect(PORTS).toEqual(
    listed.map(({ GOOS, GOARCH, CgoSupported, FirstClass }) => ({
      goos: GOOS,
      goarch: GOARCH,
      cgoSupported: CgoSupported,
      firstClass: FirstClass,
    })),
  );
});

test('a port is found whatever its level', () => {
  expect(findPort({ goos: 'linux', goarch: 'arm', level: '6' })).toMatchObject({ goos: 'linux', goarch: 'arm' });
  expect(findPort({ goos: 'linux', goarch: 'wasm' })).toBeUndefined();
});

test('the other half of a port is listed, and nothing for an unknown word', () => {
  expect(goarchsOf('darwin')).toEqual(['amd64', 'arm64']);
  expect(goosesOf('wasm')).toEqual(['js', 'wasip1']);
  expect(goarchsOf('constructor')).toEqual([]);
  expect(goosesOf('constructor')).toEqual([]);
});
