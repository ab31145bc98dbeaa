import type { ContainerFacts, PortFacts } from '../host';
import { parsePort } from '../ports';
import { resolveRunner } from './resolve-runner';

const engine = { path: '/e/podman', version: '4.3.1', isPodman: true, rootless: false, goarch: 'amd64' };
const container: ContainerFacts = {
  network: 'none',
  dynamic: false,
  dead: [],
  engine,
  platform: 'linux/arm64',
  imageId: 'sha256:1',
  imageName: 'localhost/nx-go-cross/empty:linux-arm64',
  start: ['run', '--rm'],
  probe: { outcome: 'ran' },
};
const facts: PortFacts = {
  hostGoos: 'linux',
  hostGoarch: 'amd64',
  platform: 'linux',
  binfmt: { visible: true, enabled: true },
  direct: { outcome: 'failed', detail: 'exec format error' },
  emulatorNames: ['qemu-aarch64', 'qemu-aarch64-static'],
  apparmor: false,
  installer: 'apt-get',
};

const resolve = (change: Partial<ContainerFacts> = {}, port = 'arm64', machine: Partial<PortFacts> = {}) =>
  resolveRunner(parsePort(port), { ...facts, container: { ...container, ...change }, ...machine }, 'container');

test('a plan names engine, image and what starts a container, and keeps images apart in the cache', () => {
  expect(resolve()).toMatchObject({
    kind: 'container',
    why: "option 'runner', /e/podman 4.3.1 runs linux/arm64 in a container of an empty image",
    launch: [],
    emulated: true,
    container: { engine: '/e/podman', start: ['run', '--rm'], image: 'localhost/nx-go-cross/empty:linux-arm64' },
    identity: ['container', 'unknown emulator', '', 'linux/arm64', 'sha256:1', 'none'],
  });
  expect(resolve({ image: 'debian', imageId: 'sha256:2' }).identity).not.toEqual(resolve().identity);
});

test('the machine of the engine decides what is emulated, not this one', () => {
  expect(resolve({ engine: { ...engine, goarch: 'arm64' } })).toMatchObject({
    emulated: false,
    identity: ['container', 'linux/arm64', 'sha256:1', 'none'],
  });
});

describe('the emulator on the machine of the engine', () => {
  const versionLine = 'qemu-aarch64 version 10.2.3';
  const qemu = { path: '/q', version: '10.2.3', versionLine, major: 10, identity: versionLine, isQemu: true };
  const cpu = { cpu: 'cortex-a53', why: 'the oldest' };

  test('gets the CPU model of a level', () => {
    const emulation = { emulator: { ...qemu, takesCpu: true }, cpu };
    expect(resolve({ emulation }, 'arm64/v8.0')).toMatchObject({
      ...{ env: { QEMU_CPU: 'cortex-a53' }, emulator: { path: '/q', version: '10.2.3', cpu: 'cortex-a53' } },
      identity: ['container', versionLine, 'cortex-a53', 'linux/arm64', 'sha256:1', 'none'],
    });
  });

  test.each<[string, ContainerFacts['emulation'], string]>([
    ['takes none', { emulator: { ...qemu, takesCpu: false }, cpu }, 'does not get its CPU model'],
    [
      'is no QEMU, as on a Mac',
      { emulator: { ...qemu, versionLine: '', version: 'unknown', isQemu: false, takesCpu: false } },
      'does not answer as QEMU does',
    ],
    ['is not known', undefined, 'nothing tells'],
    [
      'has none with that level',
      { emulator: { ...qemu, takesCpu: true }, cpuGap: 'no model has it' },
      'no model has it',
    ],
  ])('a level is refused where it %s', (_title, emulation, reason) => {
    expect(() => resolve({ emulation }, 'arm64/v8.0')).toThrow(reason);
    if (emulation?.cpuGap === undefined) expect(resolve({ emulation }).unproved).toContain('cpu');
  });

  test('does not matter where the machine runs the port itself', () => {
    expect(resolve({ engine: { ...engine, goarch: 'arm64' } }, 'arm64/v8.0').unproved).toBeUndefined();
  });
});

test('auto takes it last', () => {
  const all = { ...facts, container };
  expect(resolveRunner(parsePort('arm64'), all, 'auto').kind).toBe('container');
  const emulator = { path: '/q', version: '7', versionLine: 'q 7', major: 7, identity: 'q 7' };
  const qemu = { launch: ['/q'], probe: { outcome: 'ran' } as const };
  expect(resolveRunner(parsePort('arm64'), { ...all, emulator, qemu }, 'auto').kind).toBe('qemu');
});

test.each<[string, Partial<ContainerFacts>, string, string]>([
  ['no engine', { engine: undefined }, 'neither docker, podman nor nerdctl is on PATH', 'no-install-recommends podman'],
  [
    'engines that do not answer',
    { engine: undefined, dead: [{ path: '/e/docker', detail: 'no daemon' }] },
    '/e/docker does not answer: no daemon',
    'Start the engine',
  ],
  ['no platform', { platform: undefined }, 'no platform for linux/arm64', ''],
  ['C without a library', { dynamic: true }, 'the default image is empty', "Set 'cgo' to 'off' or 'static'"],
  [
    'an image that is not there',
    { image: 'debian', imageName: 'debian', imageId: undefined },
    'does not have the image debian',
    '/e/podman pull --platform linux/arm64 debian',
  ],
  ['an empty image that cannot be made', { imageId: undefined }, 'could not make the empty image', ''],
  [
    'an image of another platform',
    { image: 'debian', probe: { outcome: 'failed', detail: 'does not match the specified platform' } },
    'does not match the specified platform',
    '/e/podman pull --platform linux/arm64 debian',
  ],
  [
    'nothing registered',
    { probe: { outcome: 'failed', detail: 'exec format error' } },
    'did not run a probe binary: exec format error',
    'tonistiigi/binfmt --install arm64',
  ],
])('%s', (_title, change, reason, hint) => {
  const error = (() => {
    try {
      return String(resolve(change));
    } catch (refused) {
      return (refused as Error).message;
    }
  })();
  expect(error).toContain(reason);
  expect(error).toContain(hint);
});

test.each([
  ['windows/amd64', {}, 'containers run linux binaries, not windows/amd64'],
  ['arm64', { platform: 'win32' }, 'Run Nx inside of WSL'],
  ['arm64', { container: undefined }, 'it was not tried'],
] as const)('%s with %j', (port, machine, reason) => {
  expect(() => resolve({}, port, machine)).toThrow(reason);
});
