import type { ListedEmulator } from '../host';
import { unusedEmulators } from './unused-emulators';

const emulator = (goarch: string, path: string, version: string, isFirst: boolean): ListedEmulator => ({
  ...{ goarch, path, version, isFirst },
  ...{ versionLine: `qemu version ${version}`, identity: `qemu version ${version}` },
});
const BOTH = [
  emulator('arm64', '/new/qemu-aarch64', '10.0.13', true),
  emulator('arm64', '/usr/bin/qemu-aarch64', '7.2.22', false),
  emulator('s390x', '/new/qemu-s390x', '10.0.13', true),
  emulator('s390x', '/usr/bin/qemu-s390x', '7.2.22', false),
  emulator('s390x', '/usr/bin/qemu-s390x-static', '7.2.21', false),
];

test('a line for all emulators of one folder and version', () => {
  expect(unusedEmulators(BOTH, ['arm64', 's390x'])).toBe(
    "\nOn PATH behind these, for option 'qemuPath':\n" +
      '  /usr/bin, version 7.2.22: qemu-aarch64, qemu-s390x\n' +
      '  /usr/bin, version 7.2.21: qemu-s390x-static\n',
  );
});

test('nothing about ports that were not asked for, or where there is one of each', () => {
  expect(unusedEmulators(BOTH, ['arm'])).toBe('');
  expect(unusedEmulators(BOTH.slice(0, 1), ['arm64'])).toBe('');
});
