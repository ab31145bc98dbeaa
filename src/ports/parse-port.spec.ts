import { CrossTestError } from '../errors';
import { parsePort } from './parse-port';

test.each([
  ['arm64', { goos: 'linux', goarch: 'arm64' }],
  ['linux/arm64', { goos: 'linux', goarch: 'arm64' }],
  ['linux/arm', { goos: 'linux', goarch: 'arm' }],
  ['arm/6', { goos: 'linux', goarch: 'arm', level: '6' }],
  ['linux/arm/6', { goos: 'linux', goarch: 'arm', level: '6' }],
  ['arm/6,softfloat', { goos: 'linux', goarch: 'arm', level: '6,softfloat' }],
  ['386', { goos: 'linux', goarch: '386' }],
  ['386/softfloat', { goos: 'linux', goarch: '386', level: 'softfloat' }],
  ['plan9/386', { goos: 'plan9', goarch: '386' }],
  ['amd64/v3', { goos: 'linux', goarch: 'amd64', level: 'v3' }],
  ['arm64/v8.0,crypto,lse', { goos: 'linux', goarch: 'arm64', level: 'v8.0,lse,crypto' }],
  ['riscv64/rva22u64', { goos: 'linux', goarch: 'riscv64', level: 'rva22u64' }],
  ['windows/amd64', { goos: 'windows', goarch: 'amd64' }],
  ['windows/amd64/v2', { goos: 'windows', goarch: 'amd64', level: 'v2' }],
  ['wasip1/wasm', { goos: 'wasip1', goarch: 'wasm' }],
  ['js/wasm', { goos: 'js', goarch: 'wasm' }],
])('%s', (text, port) => {
  expect(parsePort(text)).toEqual(port);
});

const LINUX =
  'The GOARCHs of linux: 386, amd64, arm, arm64, loong64, mips, mips64, mips64le, mipsle, ppc64, ppc64le, riscv64, s390x.';

test.each([
  ['', "'' is not a port.", "Write [goos/]goarch[/level], for example 'arm64', 'arm/6' or 'windows/amd64'."],
  ['arm64/', "'arm64/' is not a port.", /^Write \[goos/],
  ['/arm64', "'/arm64' is not a port.", /^Write \[goos/],
  ['linux/arm/6/x', "'linux/arm/6/x' is not a port.", /^Write \[goos/],
  [
    'windows',
    "Port 'windows' has no GOARCH.",
    "Write 'windows/386', or with another GOARCH of windows: 386, amd64, arm64.",
  ],
  ['beos/amd64', "Unknown GOOS 'beos' in port 'beos/amd64'.", /^Write one of the GOOSes: aix, android, .*windows\.$/],
  ['macos/arm64', "Unknown GOOS 'macos' in port 'macos/arm64'.", /^Write 'darwin\/arm64'\. The GOOSes: aix/],
  ['sparc', "Unknown GOARCH 'sparc' in port 'sparc'.", /^Write one of the GOARCHs of linux: 386, .*s390x\.$/],
  ['foo/bar', "Unknown GOARCH 'foo' in port 'foo/bar'.", /^Write one of the GOARCHs of linux: /],
  ['constructor', "Unknown GOARCH 'constructor' in port 'constructor'.", /^Write one of the GOARCHs of linux: /],
  ['aarch64', "Unknown GOARCH 'aarch64' in port 'aarch64'.", `Write 'arm64'. ${LINUX}`],
  ['linux/aarch64', "Unknown GOARCH 'aarch64' in port 'linux/aarch64'.", `Write 'arm64'. ${LINUX}`],
  [
    'darwin/s390x',
    "Go has no port darwin/s390x ('darwin/s390x').",
    /darwin: amd64, arm64\. s390x exists as 'linux\/s390x'\.$/,
  ],
  ['wasm', "Go has no port linux/wasm ('wasm').", /wasm exists as 'js\/wasm', 'wasip1\/wasm'\.$/],
  ['s390x/z14', "Unknown level 'z14' in port 's390x/z14': s390x has no levels.", "Write 's390x'."],
  [
    'amd64/3',
    "Unknown level '3' in port 'amd64/3'.",
    "Write 'amd64/v3'. The levels of amd64 (GOAMD64): v1, v2, v3, v4.",
  ],
  ['amd64/v9', "Unknown level 'v9' in port 'amd64/v9'.", 'Write one of the levels of amd64 (GOAMD64): v1, v2, v3, v4.'],
  [
    'arm/8',
    "Unknown level '8' in port 'arm/8'.",
    'Write one of the levels of arm (GOARM): 7, 6, 5, alone or followed by ,hardfloat or ,softfloat.',
  ],
  [
    'arm64/v8.10',
    "Unknown level 'v8.10' in port 'arm64/v8.10'.",
    /v9\.5, alone or followed by ,lse or ,crypto or ,lse,crypto\.$/,
  ],
])('%j is refused', (text, message, hint) => {
  const error = failure(text);
  expect(error).toBeInstanceOf(CrossTestError);
  expect([error.code, error.message]).toEqual(['invalidPort', message]);
  expect(error.hint).toMatch(hint instanceof RegExp ? hint : new RegExp(`^${escapeRegExp(hint)}$`));
});

test.each([
  ['aarch64', 'arm64'],
  ['x86_64', 'amd64'],
  ['x64', 'amd64'],
  ['x86_64/v3', 'amd64/v3'],
  ['i386', '386'],
  ['armv7', 'arm/7'],
  ['linux/armv6l', 'arm/6'],
  ['linux/arm/v7', 'arm/7'],
  ['linux/arm64/v8', 'arm64/v8.0'],
  ['ppc64el', 'ppc64le'],
  ['ppc64le/9', 'ppc64le/power9'],
  ['riscv', 'riscv64'],
  ['riscv64/22', 'riscv64/rva22u64'],
  ['loongarch64', 'loong64'],
  ['mipsel', 'mipsle'],
  ['mips64el/softfloat', 'mips64le/softfloat'],
  ['ARM64', 'arm64'],
  ['Linux/ARM64', 'arm64'],
  ['win32/x64', 'windows/amd64'],
  ['arm64/linux', 'arm64'],
  ['amd64/windows', 'windows/amd64'],
  ['linux-arm64', 'arm64'],
  ['arm-6', 'arm/6'],
  ['windows-amd64', 'windows/amd64'],
])('for %s, %s is suggested', (text, suggestion) => {
  expect(failure(text).hint).toMatch(new RegExp(`^Write '${escapeRegExp(suggestion)}'\\.`));
});

test('only ports that exist are suggested', () => {
  expect(failure('darwin/armv7').hint).toBe('Write one of the GOARCHs of darwin: amd64, arm64.');
});

function failure(text: string): CrossTestError {
  try {
    parsePort(text);
  } catch (error) {
    return error as CrossTestError;
  }
  throw new Error(`${text} was accepted`);
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
