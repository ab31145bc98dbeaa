import { debianArch, dockerPlatform, gnuTriplet } from './linux-names';
import { parsePort } from '../../ports/parse-port';

test.each([
  ['arm64', 'linux/arm64', 'arm64', 'aarch64-linux-gnu'],
  ['arm64/v8.1', 'linux/arm64', 'arm64', 'aarch64-linux-gnu'],
  ['amd64/v3', 'linux/amd64', 'amd64', 'x86_64-linux-gnu'],
  ['arm', 'linux/arm', 'armhf', 'arm-linux-gnueabihf'],
  ['arm/6', 'linux/arm/v6', 'armhf', 'arm-linux-gnueabihf'],
  ['arm/5', 'linux/arm/v5', 'armel', 'arm-linux-gnueabi'],
  ['arm/5,hardfloat', 'linux/arm/v5', 'armhf', 'arm-linux-gnueabihf'],
  ['arm/7,softfloat', 'linux/arm/v7', 'armel', 'arm-linux-gnueabi'],
  ['mipsle/softfloat', undefined, 'mipsel', 'mipsel-linux-gnu'],
  ['ppc64le', 'linux/ppc64le', 'ppc64el', 'powerpc64le-linux-gnu'],
  ['ppc64', undefined, 'ppc64', 'powerpc64-linux-gnu'],
  ['windows/amd64', undefined, undefined, undefined],
  ['freebsd/arm', undefined, undefined, undefined],
  ['wasip1/wasm', undefined, undefined, undefined],
])('%s is %s to Docker, %s to Debian, %s to GNU', (text, docker, debian, gnu) => {
  const port = parsePort(text);
  expect([dockerPlatform(port), debianArch(port), gnuTriplet(port)]).toEqual([docker, debian, gnu]);
});
