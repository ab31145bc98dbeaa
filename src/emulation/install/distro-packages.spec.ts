import { parsePort } from '../../ports/parse-port';
import { installCommand, type Installer, type Tool } from './distro-packages';

const command = (installer: Installer, tool: Tool, port: string) => installCommand(installer, tool, parsePort(port));

test.each([
  ['cc', 'arm64', 'gcc-aarch64-linux-gnu libc6-dev-arm64-cross'],
  ['cc', 'arm', 'gcc-arm-linux-gnueabihf libc6-dev-armhf-cross'],
  ['cc', 'arm/5', 'gcc-arm-linux-gnueabi libc6-dev-armel-cross'],
  ['cc', 'ppc64le', 'gcc-powerpc64le-linux-gnu libc6-dev-ppc64el-cross'],
  ['cc', 'mips64le', 'gcc-mips64el-linux-gnuabi64 libc6-dev-mips64el-cross'],
  ['cc', 'amd64', 'gcc-x86-64-linux-gnu libc6-dev-amd64-cross'],
  ['hostCc', 'amd64', 'gcc libc6-dev'],
  ['qemu', 'arm64', 'qemu-user'],
  ['podman', 'arm64', 'podman'],
] as const)(
  'Debian, %s for %s: the C library comes along, which a compiler only recommends',
  (tool, port, packages) => {
    expect(command('apt-get', tool, port)).toBe(`sudo apt-get install --no-install-recommends ${packages}`);
  },
);

test.each([
  ['apt-get', 'cc', 'loong64'],
  ['dnf', 'cc', 'arm64'],
  ['brew', 'qemu', 'arm64'],
  ['brew', 'hostCc', 'arm64'],
  ['apt-get', 'cc', 'windows/amd64'],
] as const)('%s has no %s for %s', (installer, tool, port) => {
  expect(command(installer, tool, port)).toBeUndefined();
});
