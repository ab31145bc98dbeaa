/** Names that gate a file by its name, past ones included (internal/syslist: "Do not remove from this list"). */
export const KNOWN_GOOS: ReadonlySet<string> = new Set(
  (
    'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 ' +
    'windows zos'
  ).split(' '),
);

export const KNOWN_GOARCH: ReadonlySet<string> = new Set(
  (
    '386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc ppc64 ' +
    'ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm'
  ).split(' '),
);

/** The GOOSes on which the tag `unix` is true. */
export const UNIX_GOOS: ReadonlySet<string> = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios linux netbsd openbsd solaris'.split(' '),
);

/** A GOOS on which another one's name is true as well (go/build, matchTag). */
export const IMPLIED_GOOS: Readonly<Record<string, string>> = { android: 'linux', illumos: 'solaris', ios: 'darwin' };

/** What Go compiles into a package besides .go files (go/build, fileListForExt). */
export const COMPILED_EXTENSIONS: readonly string[] =
  'go s S sx c cc cpp cxx m h hh hpp hxx f F for f90 swig swigcxx syso'.split(' ');

const COMPILED = new RegExp(`\\.(${COMPILED_EXTENSIONS.join('|')})$`);

/** Whether the name of a file is one of those. */
export function isCompiled(file: string): boolean {
  return COMPILED.test(file);
}
