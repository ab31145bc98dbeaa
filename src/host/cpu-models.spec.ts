import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from '../process';
import { EMULATED_GOARCHS, qemuName } from '../ports';
import { refusedCpu, takesCpu } from './cpu-models';
import { readEmulator } from './emulator';
import { findExecutable } from './find-executable';
import { tempRoot } from '../files/testdata/temp-root';
import { levelCpus } from '../emulation';

const newRoot = tempRoot();
let root: string;
beforeEach(() => {
  root = newRoot();
});

const { env } = process;
const started = async (goarch: string) => {
  const path = findExecutable([`qemu-${qemuName(goarch)}`], env, '/');
  return path === undefined ? undefined : { emulator: await readEmulator(path), launch: [path] };
};

/** A wrapper around the installed emulator. */
function wrapper(goarch: string, body: string): string {
  const path = join(root, 'wrapper');
  writeFileSync(path, `#!/bin/sh\n${body.replaceAll('QEMU', `/usr/bin/qemu-${qemuName(goarch)}`)}\n`, { mode: 0o755 });
  return path;
}

describe.each(EMULATED_GOARCHS)('QEMU of %s', (goarch) => {
  test('a model of another architecture is refused in its own words, with the models that it has', async () => {
    const qemu = await started(goarch);
    if (qemu === undefined) return console.warn(`not tested: there is no emulator of ${goarch}`);
    const foreign = goarch === 's390x' ? 'cortex-a72' : 'z14';
    const refused = await refusedCpu(goarch, foreign, [qemu], env);
    expect(refused).toMatchObject({ detail: `unable to find CPU model '${foreign}'`, emulator: qemu.emulator });
    const ours = levelCpus(goarch, qemu.emulator.major)
      .split(' ')
      .map((pair) => pair.split('=')[1]?.split(',')[0]);
    expect(refused!.models).toEqual(expect.arrayContaining(ours.filter(Boolean)));
    expect(refused!.models.filter((name) => !/^[\w.+()/-]+$/.test(name))).toEqual([]);
    // Each of them is one, whatever else may be in the list.
    for (const model of [refused!.models[0]!, refused!.models.at(-1)!]) {
      const { stderr } = await capture([...qemu.launch, '/nonexistent'], { env: { ...env, QEMU_CPU: model } });
      expect(stderr).not.toContain('unable to find CPU model');
    }
  });
});

test.each([
  ['', '-cpu option cannot be empty'],
  ['cortex-a72,foo', 'Expected key=value format, found foo'],
  ['max,foo=on', expect.stringContaining("'max-arm-cpu.foo' not found")],
  ['help', ''],
])('%j is no CPU model of arm64', async (cpu, detail) => {
  expect(await refusedCpu('arm64', cpu, [(await started('arm64'))!], env)).toMatchObject({ detail });
});

test.each(['cortex-a53', 'max', 'max,sve=off'])('%s is one', async (cpu) => {
  expect(await refusedCpu('arm64', cpu, [(await started('arm64'))!], env)).toBeUndefined();
});

test('a model that one of two emulators has is no error', async () => {
  const qemu = (await started('arm64'))!;
  const older = { ...qemu, launch: [wrapper('arm64', 'echo "unable to find CPU model" >&2; exit 1')] };
  expect(await refusedCpu('arm64', 'cortex-a53', [older, qemu], env)).toBeUndefined();
  expect(await refusedCpu('arm64', 'cortex-a53', [older], env)).toMatchObject({ detail: 'unable to find CPU model' });
  expect(await refusedCpu('arm64', 'cortex-a53', [], env)).toBeUndefined();
});

test.each([
  ['exec QEMU "$@"', true],
  ['exec QEMU -cpu max "$@"', false],
  ['unset QEMU_CPU; exec QEMU "$@"', false],
  ['QEMU_CPU=max exec QEMU "$@"', false],
  ['echo ran', false],
  ['kill -s KILL $$', 'unknown'],
])('whether QEMU_CPU is in force behind a wrapper that does %j', async (body, expected) => {
  expect(await takesCpu('arm64', [wrapper('arm64', body)], env)).toBe(expected);
});
