import { CrossTestError } from '../errors';
import { parsePort } from './parse-port';
import { LEVEL_OPTIONS, optionsFromPort, portFromOptions, type PortOptions } from './port-options';

test.each<[string, PortOptions]>([
  ['arm64', { goos: 'linux', goarch: 'arm64' }],
  ['arm64/v8.1', { goos: 'linux', goarch: 'arm64', goarm64: 'v8.1' }],
  ['arm/6', { goos: 'linux', goarch: 'arm', goarm: '6' }],
  ['amd64/v3', { goos: 'linux', goarch: 'amd64', goamd64: 'v3' }],
  ['386/softfloat', { goos: 'linux', goarch: '386', go386: 'softfloat' }],
  ['mipsle/softfloat', { goos: 'linux', goarch: 'mipsle', gomips: 'softfloat' }],
  ['mips64/softfloat', { goos: 'linux', goarch: 'mips64', gomips64: 'softfloat' }],
  ['ppc64le/power9', { goos: 'linux', goarch: 'ppc64le', goppc64: 'power9' }],
  ['riscv64/rva22u64', { goos: 'linux', goarch: 'riscv64', goriscv64: 'rva22u64' }],
  ['js/wasm/satconv', { goos: 'js', goarch: 'wasm', gowasm: 'satconv' }],
  ['windows/amd64', { goos: 'windows', goarch: 'amd64' }],
])('%s and its options say the same', (text, options) => {
  expect(optionsFromPort(parsePort(text))).toEqual(options);
  expect(portFromOptions(options)).toEqual(parsePort(text));
});

test('goos is linux unless given, and other options do not matter', () => {
  const options = { goarch: 's390x', runner: 'qemu' };
  expect(portFromOptions(options)).toEqual({ goos: 'linux', goarch: 's390x' });
});

test('numbers are read as text: JSON files and command lines give them', () => {
  expect(portFromOptions({ goarch: 386 })).toEqual(parsePort('386'));
  expect(portFromOptions({ goarch: 'arm', goarm: 6 })).toEqual(parsePort('arm/6'));
});

test.each([{ goarch: null }, { goarch: ['arm'] }, { goarch: 'arm', goarm: {} }, { goarch: 'arm', goos: true }])(
  '%j is refused',
  (options) => {
    expect(() => portFromOptions(options as unknown as PortOptions)).toThrow(
      /^Option 'go\w+' is .*; it must be a text\.$/,
    );
  },
);

test('the option names are the variables in lower case', () => {
  expect([...LEVEL_OPTIONS].sort()).toEqual(
    ['go386', 'goamd64', 'goarm', 'goarm64', 'gomips', 'gomips64', 'goppc64', 'goriscv64', 'gowasm'].sort(),
  );
});

test.each<[object, string, string, RegExp]>([
  [
    { goarch: 'arm64', goarm: '7' },
    'invalidOption',
    "Option 'goarm' does not belong to goarch 'arm64'.",
    /^Remove it; the level of arm64 is set by 'goarm64'\.$/,
  ],
  [
    { goarch: 's390x', goamd64: 'v1' },
    'invalidOption',
    "Option 'goamd64' does not belong to goarch 's390x'.",
    /^Remove it; s390x has no levels\.$/,
  ],
  [
    { goarch: 'mips', gomips: 'softfloat', gomips64: 'softfloat' },
    'invalidOption',
    "Option 'gomips64' does not belong to goarch 'mips'.",
    /'gomips'\.$/,
  ],
  [
    { goarch: 'armv7' },
    'invalidPort',
    "Unknown GOARCH 'armv7' in port 'linux/armv7'.",
    /^Write 'goos: linux, goarch: arm, goarm: 7'\./,
  ],
  [
    { goarch: 'amd64', goamd64: '3' },
    'invalidPort',
    "Unknown level '3' in port 'linux/amd64/3'.",
    /^Write 'goos: linux, goarch: amd64, goamd64: v3'\. The levels of amd64/,
  ],
  [{ goos: 'beos', goarch: 'amd64' }, 'invalidPort', "Unknown GOOS 'beos' in port 'beos/amd64'.", /^Write one of/],
  [{}, 'invalidPort', "Port 'linux/' has no GOARCH.", /^Write 'linux\/386'/],
])('%j is refused', (options, code, message, hint) => {
  expect.assertions(2);
  try {
    portFromOptions(options as PortOptions);
  } catch (error) {
    expect(error).toMatchObject({ code, message });
    expect((error as CrossTestError).hint).toMatch(hint);
  }
});
