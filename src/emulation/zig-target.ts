import type { Port } from '../ports';

const TARGETS: Readonly<Record<string, string>> = {
  '386': 'x86-linux-gnu',
  amd64: 'x86_64-linux-gnu',
  arm64: 'aarch64-linux-gnu',
  loong64: 'loongarch64-linux-gnu',
  mips: 'mips-linux-gnueabihf',
  mipsle: 'mipsel-linux-gnueabihf',
  mips64: 'mips64-linux-gnuabi64',
  mips64le: 'mips64el-linux-gnuabi64',
  ppc64le: 'powerpc64le-linux-gnu',
  riscv64: 'riscv64-linux-gnu',
  s390x: 's390x-linux-gnu',
};

/** The -target of `zig cc` (`zig targets`). */
export function zigTarget({ goos, goarch, level }: Port): string | undefined {
  if (goos !== 'linux') return undefined;
  if (goarch === 'arm')
    return level === '5' || level?.endsWith(',softfloat') ? 'arm-linux-gnueabi' : 'arm-linux-gnueabihf';
  return TARGETS[goarch];
}
