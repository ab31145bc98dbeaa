import { TEST } from '../../executors/test/test.kind';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { ldPrefixOf } from '../../host';
import { sha256Of } from '../../task-key';
import type { TestExecutorSchema } from '../options/test-schema';
import { normalizeOptions } from '../options/normalize-options';
import { resolvePlan } from './resolve-plan';

const inherited = { ...process.env };
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'resolve-spec-'));
  process.env.XDG_CACHE_HOME = join(root, 'cache');
  process.env.PATH = [join(root, 'bin'), '/usr/bin', '/bin'].join(delimiter);
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
  process.env = { ...inherited };
});

function script(path: string, body: string): string {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  return join(root, path);
}

/** A folder of no binaries but the probe, and a port that nothing here could run in any other way. */
function binaries(cgo: string, more: object = {}): void {
  const sha256 = sha256Of(script('kept/probe', 'echo linux/s390x proof'));
  const manifest = {
    ...{ schema: 1, project: 'svc', port: { id: 's390x', goos: 'linux', goarch: 's390x' }, go: 'go1.26.8', cgo },
    ...{ options: {}, probe: { file: 'probe', sha256 }, wasm: [], packages: [] },
    ...more,
  };
  writeFileSync(join(root, 'kept', 'manifest.json'), JSON.stringify(manifest));
}

/** It has every image, and a container of it prints what the probe would. */
function engine(): string {
  const info = '{"host":{"arch":"s390x"},"version":{"Version":"5.0"}}';
  return script(
    'bin/docker',
    `case $1 in info) echo '${info}' ;; image) echo sha256:1 ;; run) echo "linux/s390x proof" ;; *) exit 1 ;; esac`,
  );
}

function resolve(schema: Partial<TestExecutorSchema>) {
  const project = { root: 'svc', targets: {} };
  const context = {
    ...{ root, cwd: root, isVerbose: false, projectName: 'svc' },
    projectsConfigurations: { version: 2, projects: { svc: project } },
  } as unknown as ExecutorContext;
  mkdirSync(join(root, 'svc'), { recursive: true });
  return resolvePlan(normalizeOptions({ goarch: 's390x', binaries: 'kept', ...schema }, context, TEST));
}

describe('test binaries that exist are run by', () => {
  test('a container, which is told of the image and the network', async () => {
    binaries('off');
    const path = engine();
    const { plan } = await resolve({ runner: 'container', containerImage: 'alpine:3', containerNetwork: 'bridge' });
    expect(plan).toMatchObject({ kind: 'container', container: { engine: path, image: 'alpine:3' } });
    expect(plan.container!.start).toContain('--network=bridge');
  });

  test('no empty container when C was linked dynamically', async () => {
    binaries('dynamic');
    engine();
    await expect(resolve({ runner: 'container' })).rejects.toMatchObject({
      code: 'noRunner',
      message: expect.stringContaining('the default image is empty'),
    });
  });

  test('a program, and singleCpu says what it does', async () => {
    binaries('off');
    script('bin/taskset', 'exit 1');
    const { plan } = await resolve({ runner: 'exec', execProgram: ['env'], singleCpu: true });
    expect(plan.notes).toEqual(['singleCpu: test binaries get GOMAXPROCS=1 and one processor']);
  });

  test.each<[string, object, string | undefined]>([
    ['-tags=a', { goflags: [] }, 'were built without it'],
    ['-tags=a', { goflags: ['-tags=b'] }, 'were built with -tags=b'],
    ['-tags=a', { goflags: ['-tags=a', '-short'] }, undefined],
    ['-tags=a', { goflags: [], options: { tags: ['c'] } }, undefined],
    ['-ldflags=-s', { goflags: [], options: { goFlags: ['-ldflags=-w'] } }, undefined],
    ['-tags=a', {}, undefined],
    ['-short -p=2 -mod=mod -x', { goflags: [] }, undefined],
  ])('GOFLAGS=%s agrees with what was built: %j', async (GOFLAGS, more, message) => {
    binaries('off', more);
    const resolved = resolve({ runner: 'exec', execProgram: ['env'], env: { GOFLAGS } });
    if (message === undefined) await expect(resolved).resolves.toBeDefined();
    else await expect(resolved).rejects.toThrow(message);
  });

  test('a limit that the build was told of counts', async () => {
    const run: Partial<TestExecutorSchema> = { runner: 'exec', execProgram: ['env'] };
    binaries('off', { goflags: ['-timeout=30s'] });
    expect((await resolve(run)).limit.flag).toBe(30_000);
    expect((await resolve({ ...run, env: { GOFLAGS: '-timeout=40s' } })).limit.flag).toBe(40_000);
    expect((await resolve({ ...run, timeout: '50s' })).limit.unscaled).toBe(50_000);
    binaries('off', { goflags: ['-timeout=30s'], options: { goFlags: ['-timeout=20s'] } });
    expect((await resolve({ ...run, timeout: '50s' })).limit.flag).toBe(20_000);
  });

  test.each([
    [{ goflags: ['-buildmode=pie'] }, true],
    [{ goflags: [], options: { goFlags: ['-buildmode=pie'] } }, true],
    [{ goflags: ['-buildmode=exe'] }, false],
  ])('%j needs the loader of the port without cgo, too: %j', async (more, isSet) => {
    binaries('off', more);
    const { cgo } = await resolve({ runner: 'exec', execProgram: ['env'] });
    const prefix = ldPrefixOf({ goos: 'linux', goarch: 's390x' });
    expect(cgo.env).toEqual(isSet && prefix !== undefined ? { QEMU_LD_PREFIX: prefix } : {});
  });

  test('no fuzzing', async () => {
    binaries('off', { goflags: ['-fuzz=F'] });
    await expect(resolve({})).rejects.toThrow('The flag -fuzz needs Go, so it cannot go with test binaries.');
  });

  test('a container, whose processors singleCpu says nothing about', async () => {
    binaries('off');
    engine();
    script('bin/taskset', 'exit 1');
    const { plan } = await resolve({ runner: 'container', singleCpu: true });
    expect(plan.notes).toEqual([expect.stringMatching(/^singleCpu: test binaries get GOMAXPROCS=1 only: /)]);
  });
});
