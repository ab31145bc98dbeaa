import { emulatorJson, formatEmulator, usedEmulator } from './used-emulator';

const found = { path: '/usr/bin/qemu-arm', version: '7.2.22', major: 7, identity: 'of the file' };

test('an emulator with its CPU model, in words and in JSON', () => {
  const used = usedEmulator(found, 'cortex-a7');
  expect(used).toEqual({ path: '/usr/bin/qemu-arm', version: '7.2.22', major: 7, cpu: 'cortex-a7' });
  expect(formatEmulator(used)).toBe('/usr/bin/qemu-arm 7.2.22');
  expect(JSON.stringify(emulatorJson(used))).toBe('{"path":"/usr/bin/qemu-arm","version":"7.2.22","cpu":"cortex-a7"}');
});

test('the default CPU has no name', () => {
  expect(JSON.stringify(emulatorJson(usedEmulator(found, undefined)))).not.toContain('cpu');
});
