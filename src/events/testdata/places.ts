import type { Place } from '../../diagnosis';

const host = { goos: 'linux', goarch: 'amd64' };

/** Where a stream was recorded, or might have been. */
export const NATIVE: Place = { port: host, host, runner: 'native', emulated: false, goVersion: 'go1.26.8' };

export const EMULATED: Place = {
  ...NATIVE,
  port: { goos: 'linux', goarch: 'arm64' },
  runner: 'qemu',
  emulated: true,
  emulator: { path: '/q/qemu-aarch64', version: '7.2.22', major: 7 },
};

export const ON_I386: Place = {
  ...EMULATED,
  port: { goos: 'linux', goarch: '386' },
  emulator: { path: '/usr/bin/qemu-i386', version: '7.2.22', major: 7 },
};
