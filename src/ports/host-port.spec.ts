import { hostPort, isHostPort } from './host-port';

const HOST = { hostGoos: 'linux', hostGoarch: 'amd64' };

test.each([
  [{ goos: 'linux', goarch: 'amd64' }, true],
  [{ goos: 'linux', goarch: 'amd64', level: 'v3' }, true],
  [{ goos: 'linux', goarch: 'arm64' }, false],
  [{ goos: 'darwin', goarch: 'amd64' }, false],
])('%j is the port of linux/amd64: %s', (port, expected) => {
  expect(isHostPort(port, HOST)).toBe(expected);
  expect(hostPort(HOST)).toEqual({ goos: 'linux', goarch: 'amd64' });
});
