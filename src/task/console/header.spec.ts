import type { GoFacts } from '../../host';
import type { RunPlan } from '../../runners';
import type { CgoSetup } from '../prepare/cgo-setup';
import { header } from './header';
import type { NormalizedTestOptions } from '../options/normalize-options';

const options = {
  port: { goos: 'linux', goarch: 'arm', level: '6' },
  packages: ['./a'],
} as unknown as NormalizedTestOptions;
const go = { version: 'go1.26.8' } as GoFacts;
const cgo: CgoSetup = { mode: 'dynamic', env: {}, tags: [], notes: [] };
const limit = { unscaled: 0, words: '' };
const native = { kind: 'native', why: 'it can', notes: [] as readonly string[] } as RunPlan;

test('port, runner, reason and Go on one line', () => {
  expect(header(options, { go, plan: native, cgo, limit })).toBe('linux/arm/6: runner native (it can) · go1.26.8\n');
});

test('the emulator is named, and notes follow on lines of their own', () => {
  const emulator = { path: '/q/qemu-arm', version: '7.2.22', cpu: 'arm1176' };
  const plan: RunPlan = { ...native, kind: 'qemu', emulator, notes: ['CPU model arm1176: QEMU_CPU', 'warning: x'] };
  expect(header(options, { go, plan, cgo: { ...cgo, notes: ['cgo static: x-gcc (12.2.0)'] }, limit })).toBe(
    'linux/arm/6: runner qemu (it can) · /q/qemu-arm 7.2.22 · go1.26.8\n' +
      '  CPU model arm1176: QEMU_CPU\n' +
      '  warning: x\n' +
      '  cgo static: x-gcc (12.2.0)\n',
  );
});
