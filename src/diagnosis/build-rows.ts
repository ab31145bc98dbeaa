import { formatPort } from '../ports';
import type { Row } from './row';

const WITHOUT_FLAG = "set GOFLAGS without it in option 'env' of the target";

/** Nothing was run: cmd/go could not load the packages, or a compiler or linker refused. */
export const BUILD_ROWS: readonly Row[] = [
  {
    id: 'notInWork',
    example:
      'pattern ./...: directory prefix . does not contain modules listed in go.work or their selected dependencies',
    sign: /does not contain modules listed in go\.work|is contained in a module that is not one of the workspace modules listed in go\.work/,
    stages: ['build'],
    cause: "go.work is in force, and its 'use' lines do not list the module of this project.",
    remedy:
      "Run 'go work use .' in the project's folder, or leave the module out of the workspace: set GOWORK to 'off' in option 'env' of the target.",
  },
  {
    id: 'cgoOnly',
    example: 'imports example.com/clib: build constraints exclude all Go files in /w/clib',
    sign: /build constraints exclude all Go files in |: undefined: /,
    stages: ['build'],
    where: ({ cgoPackage }) => cgoPackage !== undefined,
    cause: ({ port, cgoPackage }) =>
      `cgo is off for ${formatPort(port)}, and ${cgoPackage} has files that need it: a build without cgo leaves them out.`,
    remedy: ({ port }) =>
      `Set 'cgo' to 'static' or 'dynamic' for this port, which takes a C compiler for ${port.goarch}, or import the package only where cgo is on ('//go:build cgo').`,
  },
  {
    id: 'hostCompiler',
    example: "gcc_arm64.S:30: Error: no such instruction: `stp x29,x30,[sp,'",
    sign: /^# runtime\/cgo$|^\S+\.[Sc]:\d+: |^(?:cc1|gcc|clang|cc|as|ld)\S*: /m,
    stages: ['build'],
    where: ({ hostCompiler }) => hostCompiler !== undefined,
    cause: ({ port, host, hostCompiler }) =>
      `CGO_ENABLED=1 turns cgo on for ${formatPort(port)}, and the C code went to ${hostCompiler!.used}, which compiles for this ${formatPort(host)} machine.`,
    remedy: ({ hostCompiler }) =>
      hostCompiler!.installed === undefined
        ? "Set 'cgo' to 'static' or 'dynamic', which names what to install, or to 'off'."
        : `Set 'cgo' to 'dynamic' or 'static': that takes ${hostCompiler!.installed}, which is installed.`,
  },
  {
    id: 'buildmodeNeedsCgo',
    example: '-buildmode=pie requires external (cgo) linking, but cgo is not enabled',
    sign: /-buildmode=(\S+) requires external \(cgo\) linking, but cgo is not enabled/,
    stages: ['build'],
    cause: ({ port }, [, mode]) =>
      `Go links -buildmode=${mode} for ${formatPort(port)} with a C compiler, and cgo is off for this port.`,
    remedy: (_place, [, mode]) =>
      `Take -buildmode=${mode} out for this port (${WITHOUT_FLAG})${mode === 'pie' ? ", or set 'cgo' to 'dynamic'" : ''}.`,
  },
  {
    id: 'buildmodeUnsupported',
    example: '-buildmode=pie not supported on linux/mips64le',
    sign: /-buildmode=(\S+) not supported on (\S+)/,
    stages: ['build'],
    cause: (_place, [, mode, port]) => `Go has no -buildmode=${mode} for ${port}.`,
    remedy: (_place, [, mode]) => `Take -buildmode=${mode} out for this port: ${WITHOUT_FLAG}.`,
  },
];
