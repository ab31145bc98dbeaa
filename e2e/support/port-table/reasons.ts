/** Why a port or a level is not tested: a sign in what the plugin or Go said about it, and the words for the table. */
const REASONS: readonly (readonly [sign: RegExp, why: string])[] = [
  [/QEMU does not emulate AVX-512/, 'QEMU does not emulate AVX-512'],
  [/QEMU older than 10 has no CPU model/, 'QEMU older than 10 has no CPU model of this level'],
  [/qemu-user runs linux binaries only/, "QEMU's user mode runs Linux binaries only"],
  [/requires external \(cgo\) linking/, 'Go links these with a C compiler of the platform only (the NDK, Xcode)'],
  [
    /^compile: unknown architecture|unsupported GOOS\/GOARCH pair/m,
    'Go reserves the names and has no compiler for them',
  ],
];

/** Throws for what is in no row: it has to be understood before README may say it. */
export function whyNot(said: string): string {
  const found = REASONS.find(([sign]) => sign.test(said));
  if (found === undefined) throw new Error(`no reason in e2e/support/port-table/reasons.ts explains:\n${said}`);
  return found[1];
}
