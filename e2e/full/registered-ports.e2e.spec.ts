import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { EMULATED_GOARCHS, formatPort, parsePort, qemuName } from '../../src/ports';
import { NEXT_QEMU } from '../support/next-qemu';
import { onMachineWith } from '../support/registered';
import { Workspace } from '../support/workspace';
import { binfmtRegistration, defaultCpu } from '../../src/emulation';

/** Each GOARCH but the host's, and levels whose CPU model depends on the version of QEMU or is below its default. */
const PORTS = [
  ...EMULATED_GOARCHS.filter((goarch) => goarch !== 'amd64'),
  ...['arm/5', 'arm64/v8.0', 'riscv64/rva22u64', 'ppc64le/power8', 'mips/softfloat'],
].map(parsePort);

const EXAMINE = `
  const { examine, examinedJson } = require(process.cwd() + '/node_modules/nx-go-cross/dist/cli/examine');
  examine(JSON.parse(process.argv[1])).then(({ found }) => console.log(JSON.stringify(found.map(examinedJson))));`;

let workspace: Workspace;
beforeAll(async () => {
  workspace = await Workspace.create();
});
afterAll(() => workspace.remove());

describe.each([
  ['the installed QEMU', '/usr/bin'],
  ['the next QEMU', NEXT_QEMU],
])('%s, registered with flag F and gone', (_title, from) => {
  test('every port runs on the CPU model that is best for it, of the version that is registered', async () => {
    if (!existsSync(from)) throw new Error('there is no second QEMU: node scripts/setup.mjs --e2e --full fetches it');
    const folder = workspace.folder('opened');
    const goarchs = [...new Set(PORTS.map(({ goarch }) => goarch))];
    const lines = goarchs.flatMap((goarch) => {
      const path = join(folder, `opened-${goarch}`);
      copyFileSync(join(from, `qemu-${qemuName(goarch)}`), path);
      const registration = binfmtRegistration(goarch, path, 'F');
      return [`printf %s '${registration}' > /proc/sys/fs/binfmt_misc/register`, `rm ${path}`];
    });
    const argv = [...onMachineWith(lines), process.execPath, '-e', EXAMINE, JSON.stringify(PORTS)];
    const { stdout, output } = await workspace.run(argv, { timeout: 600_000 });
    if (!stdout.startsWith('[')) throw new Error(output);
    const found = JSON.parse(stdout).map(({ port, runner, candidates }: Record<string, never>) => [
      port,
      runner ?? candidates,
    ]);
    const { version } = found[0][1].emulator;
    const expected = PORTS.map((port) => {
      const cpu = defaultCpu(port.goarch, Number.parseInt(version, 10), port.level)?.cpu;
      const emulator = { path: join(folder, `opened-${port.goarch}`), version, ...(cpu === undefined ? {} : { cpu }) };
      return [formatPort(port), { kind: 'binfmt', why: expect.any(String), emulator }];
    });
    expect(found).toEqual(expected);
    expect(expected).toContainEqual([
      'linux/mips64le',
      expect.objectContaining({ emulator: expect.objectContaining({ cpu: 'Loongson-3A4000' }) }),
    ]);
  }, 620_000);
});
