import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { elfProgram } from './elf-program';
import { EMULATED_GOARCHS, GOARCHS, qemuName } from '../ports/goarch-table';
import { levelCpu } from './level-cpus';
import { levelTable } from '../ports/level-table';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'elf-program-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('there is one for every GOARCH that QEMU emulates, and for no other', () => {
  expect(GOARCHS.filter((goarch) => elfProgram(goarch) !== undefined)).toEqual(EMULATED_GOARCHS);
});

describe.each(EMULATED_GOARCHS)('%s', (goarch) => {
  const emulator = `qemu-${qemuName(goarch)}`;
  const version = /version (\d+)/.exec(spawnSync(emulator, ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1];
  const cpus = (levelTable(goarch)?.bases ?? []).map((level) => levelCpu(goarch, level, Number(version)));

  test.each([undefined, ...new Set(cpus.filter((cpu) => cpu !== undefined))])(
    'QEMU runs it to the end of its input on CPU model %s',
    (cpu) => {
      if (version === undefined) {
        console.warn(`not tested: ${emulator} is not on PATH`);
        return;
      }
      const file = join(folder, goarch);
      writeFileSync(file, elfProgram(goarch)!, { mode: 0o755 });
      const env = { ...process.env, ...(cpu === undefined ? {} : { QEMU_CPU: cpu }) };
      const { status, stdout, stderr } = spawnSync(emulator, [file], { input: 'x', encoding: 'utf8', env });
      expect([status, stdout, stderr]).toEqual([0, 'ran', '']);
    },
  );
});
