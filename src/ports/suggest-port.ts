import { findLevel } from './level-table';
import type { Port } from './port';
import { findPort, GOOSES } from './port-table';

const GOOS_ALIASES = new Map([
  ['macos', 'darwin'],
  ['osx', 'darwin'],
  ['win', 'windows'],
  ['win32', 'windows'],
  ['sunos', 'solaris'],
  ['wasi', 'wasip1'],
]);

/** What uname, Debian, Docker, Node and GNU call the GOARCHs; some name a level too. */
const GOARCH_ALIASES = new Map([
  ['x86_64', 'amd64'],
  ['x86-64', 'amd64'],
  ['x64', 'amd64'],
  ['i386', '386'],
  ['i486', '386'],
  ['i586', '386'],
  ['i686', '386'],
  ['x86', '386'],
  ['ia32', '386'],
  ['aarch64', 'arm64'],
  ['arm64v8', 'arm64'],
  ['armv7', 'arm/7'],
  ['armv7l', 'arm/7'],
  ['armhf', 'arm/7'],
  ['armv6', 'arm/6'],
  ['armv6l', 'arm/6'],
  ['armv5', 'arm/5'],
  ['armel', 'arm/5'],
  ['loongarch64', 'loong64'],
  ['mipsel', 'mipsle'],
  ['mips64el', 'mips64le'],
  ['ppc64el', 'ppc64le'],
  ['powerpc64le', 'ppc64le'],
  ['powerpc64', 'ppc64'],
  ['riscv', 'riscv64'],
  ['rv64', 'riscv64'],
  ['s390', 's390x'],
]);

/** The legal port that was probably meant by an illegal one. */
export function suggestPort({ goos, goarch, level }: Port): Port | undefined {
  const [alias, aliasLevel] = (goarchAlias(goarch) ?? goarch.toLowerCase()).split('/');
  const wantedLevel = level ?? aliasLevel;
  const candidates: Port[] = [
    { goos: lookUp(GOOS_ALIASES, goos), goarch: alias!, level: suggestLevel(alias!, wantedLevel) },
    ...(level !== undefined && GOOSES.includes(level) ? [{ goos: level, goarch: alias!, level: aliasLevel }] : []),
    ...fromDashes(goarch),
  ];
  return candidates.find(isLegal);
}

export function goarchAlias(text: string): string | undefined {
  return GOARCH_ALIASES.get(text.toLowerCase());
}

/** Docker writes arm/v7, many people amd64/3 or ppc64le/9. An unknown level stays, so that the port stays illegal. */
function suggestLevel(goarch: string, level: string | undefined): string | undefined {
  if (level === undefined) return undefined;
  const text = level.toLowerCase();
  const spellings = [
    text,
    text.replace(/^v/, ''),
    `v${text}`,
    `${text}.0`,
    `v${text}.0`,
    `power${text}`,
    `rva${text}u64`,
  ];
  return spellings.map((spelling) => findLevel(goarch, spelling)).find((found) => found !== undefined) ?? level;
}

/** A port id or a Node-like name instead of a port: `arm-6`, `linux-arm64`. */
function fromDashes(text: string): Port[] {
  const [first, second, ...rest] = text.toLowerCase().split('-');
  if (second === undefined) return [];
  return GOOSES.includes(first!)
    ? [{ goos: first!, goarch: second, level: rest[0] }]
    : [{ goos: 'linux', goarch: first!, level: second }];
}

function isLegal(port: Port): boolean {
  return findPort(port) !== undefined && (port.level === undefined || findLevel(port.goarch, port.level) !== undefined);
}

function lookUp(aliases: ReadonlyMap<string, string>, text: string): string {
  const lower = text.toLowerCase();
  return aliases.get(lower) ?? lower;
}
