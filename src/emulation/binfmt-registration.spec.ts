import { binfmtRegistration } from './binfmt-registration';
import { EMULATED_GOARCHS, qemuName } from '../ports/goarch-table';

const ARM64_MAGIC = String.raw`\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\xb7\x00`;
const ARM64_MASK = String.raw`\xff\xff\xff\xff\xff\xff\xff\x00\xff\xff\xff\xff\xff\xff\xff\xff\xfe\xff\xff\xff`;

test.each([
  ['arm64', 'PF', `:qemu-aarch64:M::${ARM64_MAGIC}:${ARM64_MASK}:/usr/bin/q:PF`],
  [
    's390x',
    'F',
    String.raw`:qemu-s390x:M::\x7fELF\x02\x02\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\x16` +
      String.raw`:\xff\xff\xff\xff\xff\xff\xff\x00\xff\xff\xff\xff\xff\xff\xff\xff\xff\xfe\xff\xff:/usr/bin/q:F`,
  ],
  [
    'mipsle',
    '',
    String.raw`:qemu-mipsel:M::\x7fELF\x01\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\x08\x00` +
      String.raw`:\xff\xff\xff\xff\xff\xff\xff\x00\x00\xff\xff\xff\xff\xff\xff\xff\xfe\xff\xff\xff:/usr/bin/q:`,
  ],
])('%s with flags %s', (goarch, flags, line) => {
  expect(binfmtRegistration(goarch, '/usr/bin/q', flags)).toBe(line);
});

test.each(EMULATED_GOARCHS)('%s: the kernel reads back what was meant', (goarch) => {
  const { name, type, offset, magic, mask, interpreter, flags } = read(binfmtRegistration(goarch, '/opt/q', 'PF'));
  expect({ name, type, offset, interpreter, flags }).toEqual({
    name: `qemu-${qemuName(goarch)}`,
    type: 'M',
    offset: '',
    interpreter: '/opt/q',
    flags: 'PF',
  });
  expect([magic.length, mask.length, magic.subarray(0, 4).toString('latin1')]).toEqual([20, 20, '\x7fELF']);
});

test.each([
  ['/opt/a b/qemu', ':'],
  ["/opt/it's/qemu", ':'],
  ['/opt/größe/qemu', ':'],
  ['/opt/a:b/qemu', '|'],
  ['/opt/a:b|c/qemu', ','],
  ['/opt/:|,;#%@!~^+=/qemu', '\x01'],
])('%s is delimited by %j', (path, delimiter) => {
  const line = binfmtRegistration('arm64', path, 'PF');
  expect(line[0]).toBe(delimiter);
  expect(read(line)).toMatchObject({ interpreter: path, flags: 'PF' });
});

test('the whole line may have 1920 bytes, of which a path may take what the rest leaves', () => {
  const rest = Buffer.byteLength(binfmtRegistration('arm64', '', 'PF'));
  const path = '/ü'.padEnd(1920 - rest - 1, 'q');
  expect(Buffer.byteLength(binfmtRegistration('arm64', path, 'PF'))).toBe(1920);
  expect(() => binfmtRegistration('arm64', `${path}qq`, 'PF')).toThrow(
    expect.objectContaining({
      code: 'noRunner',
      message: expect.stringMatching(/2 bytes too long/),
      hint: expect.stringMatching(/shorter path/),
    }),
  );
});

test.each([
  ['wasm', '/q', "QEMU's user mode does not run 'wasm' binaries."],
  ['arm64', '/:|,;#%@!~^+=\x01\x02\x03\x04', /cannot be written/],
])('%s with %j is refused', (goarch, path, message) => {
  expect(() => binfmtRegistration(goarch, path, 'PF')).toThrow(message);
});

/** As fs/binfmt_misc.c takes a line apart. */
function read(line: string) {
  const [name, type, offset, magic, mask, interpreter, flags, ...rest] = line.slice(1).split(line[0]!);
  if (rest.length > 0) throw new Error('more fields than eight');
  return { name, type, offset, magic: unescape(magic!), mask: unescape(mask!), interpreter, flags };
}

function unescape(text: string): Buffer {
  return Buffer.from(
    text.replace(/\\x([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}
