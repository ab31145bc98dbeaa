import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findEngine, parseInfo } from './container-engine';

test.each([
  [
    'docker',
    { ServerVersion: '28.1.1', Architecture: 'aarch64', SecurityOptions: ['name=seccomp,profile=builtin'] },
    { version: '28.1.1', isPodman: false, rootless: false, goarch: 'arm64' },
  ],
  [
    'rootless docker',
    { ServerVersion: '28.1.1', Architecture: 'x86_64', SecurityOptions: ['name=seccomp', 'name=rootless'] },
    { version: '28.1.1', isPodman: false, rootless: true, goarch: 'amd64' },
  ],
  [
    'podman',
    { host: { arch: 'amd64', security: { rootless: true } }, version: { Version: '4.3.1' } },
    { version: '4.3.1', isPodman: true, rootless: true, goarch: 'amd64' },
  ],
])('what info of %s says', (_name, info, expected) => {
  expect(parseInfo('/x', JSON.stringify(info))).toEqual({ path: '/x', ...expected });
});

test.each(['', 'nonsense', '{"ServerErrors":["Cannot connect"]}'])('%p comes from no engine', (text) => {
  expect(parseInfo('/x', text)).toBeUndefined();
});

describe('on PATH', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'engine-spec-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function engine(name: string, body: string): string {
    const path = join(folder, name);
    writeFileSync(path, `#!/bin/sh\n${body}\n`);
    chmodSync(path, 0o755);
    return path;
  }
  const find = () => findEngine({ PATH: folder }, folder);

  test('the first that answers, and what the others said', async () => {
    const docker = engine('docker', 'echo "Cannot connect to the Docker daemon" >&2; exit 1');
    const podman = engine('podman', `echo '{"host":{"arch":"amd64"},"version":{"Version":"5.0"}}'`);
    expect(await find()).toMatchObject({
      engine: { path: podman, version: '5.0' },
      dead: [{ path: docker, detail: 'Cannot connect to the Docker daemon' }],
    });
  });

  test('docker before podman', async () => {
    engine('podman', `echo '{"host":{},"version":{"Version":"5.0"}}'`);
    const docker = engine('docker', `echo '{"ServerVersion":"28"}'`);
    expect(await find()).toMatchObject({ engine: { path: docker }, dead: [] });
  });

  test('none', async () => {
    expect(await find()).toEqual({ dead: [] });
  });
});
