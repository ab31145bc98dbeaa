import { levels, levelVariable, PORTS, portId, qemuName, shortPort } from '../ports';
import { parse } from './arguments';
import { table } from './table';
import { dockerPlatform } from '../emulation';

/** What is known of every port, as data. */
function portRows() {
  return PORTS.map((port) => ({
    port: shortPort(port),
    id: portId(port),
    goos: port.goos,
    goarch: port.goarch,
    levelVariable: levelVariable(port.goarch),
    levels: levels(port.goarch).filter((level) => !level.includes(',')),
    emulator:
      port.goos === 'linux' && qemuName(port.goarch) !== undefined ? `qemu-${qemuName(port.goarch)}` : undefined,
    dockerPlatform: dockerPlatform(port),
    cgo: port.cgoSupported,
    tests: port.goos === 'linux' || port.goarch === 'wasm' ? ('run' as const) : ('compile only' as const),
  }));
}

/** `nx-go-cross ports` */
export function ports(args: string[]): number {
  const { json } = parse('ports', args, { json: { type: 'boolean' } });
  const rows = portRows();
  const text = json
    ? `${JSON.stringify({ schema: 1, ports: rows }, null, 2)}\n`
    : table([
        ['PORT', 'TESTS', 'EMULATOR', 'CGO', 'LEVELS'],
        ...rows.map((row) => [
          row.port,
          row.goarch === 'wasm' ? 'run by Node' : row.tests,
          row.emulator ?? '-',
          row.cgo ? 'yes' : 'no',
          row.levels.join(' ') || '-',
        ]),
      ]);
  process.stdout.write(text);
  return 0;
}
