import { crashSignature } from './crash-signature';
import type { PackageRun } from './package-run';

const signature = (ending: string, ...cut: string[]) =>
  crashSignature(
    { results: cut.map((test) => ({ test, result: 'cut', seconds: 0 })) } as unknown as PackageRun,
    ending,
  );

const dump = (address: string, frame: string) =>
  `SIGSEGV: segmentation violation\nPC=0x${address} m=0 sigcode=1\n\ngoroutine 7 gp=0x${address} m=0 [running]:\n` +
  `runtime.throw({0x1, 0x2})\n\t/go/panic.go:1 +0x1\n${frame}(0x${address})\n\t/w/a.go:9 +0x2c\n`;

test.each<[string, string, string]>([
  ['addresses', dump('4e11', 'e/svc.load'), dump('7ffe', 'e/svc.load')],
  [
    'ids of processes',
    'qemu: uncaught target signal 11 (x)\nat 31415',
    'qemu: uncaught target signal 11 (x)\nat 27182',
  ],
])('%s make no difference', (_title, one, other) => {
  expect(signature(one, 'TestA')).toBe(signature(other, 'TestA'));
});

test.each<[string, [string, string], [string, string]]>([
  ['another test', [dump('1', 'f'), 'TestA'], [dump('1', 'f'), 'TestB']],
  ['another function', [dump('1', 'e/svc.load'), 'TestA'], [dump('1', 'e/svc.store'), 'TestA']],
  ['another signal', ['signal: bus error\n', 'TestA'], ['signal: segmentation fault\n', 'TestA']],
  ['another message', ['fatal error: bad lock\n', 'TestA'], ['fatal error: bad span\n', 'TestA']],
])('%s does', (_title, one, other) => {
  expect(signature(...one)).not.toBe(signature(...other));
});
