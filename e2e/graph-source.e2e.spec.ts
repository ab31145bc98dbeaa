import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parsePort, portEnv, PORTS, type Port } from '../src/ports';
import { COMPILED_EXTENSIONS, FileSelector, readSource, type SourceFile } from '../src/golang/source';
import { readHeader } from '../src/golang/source/header';
import { builtFiles, go, parsedImports, type FolderFiles } from './support/go-oracle';
import { isFull, suiteDir } from './support/suite';

const MODULES = ['golang.org/x/tools@v0.30.0', 'golang.org/x/sys@v0.30.0', 'github.com/klauspost/compress@v1.18.0'];

let goroot: string;
let modcache: string;

beforeAll(async () => {
  const dir = mkdtempSync(join(suiteDir(), 'modules-'));
  writeFileSync(join(dir, 'go.mod'), 'module example.com/modules\n\ngo 1.23\n');
  await go(['mod', 'download', ...MODULES], dir);
  [goroot, modcache] = (await go(['env', 'GOROOT', 'GOMODCACHE'], dir)).trim().split('\n') as [string, string];
});

test('the scanner finds what go/parser finds, in the standard library and all of the module cache', async () => {
  const files = await parsedImports([goroot, modcache]);
  const refused = files.filter(({ error }) => error !== undefined);
  const wrong = files
    .filter(({ error }) => error === undefined)
    .map(({ file, imports }) => ({ file, expected: imports, found: scanned(file) }))
    .filter(({ expected, found }) => JSON.stringify(expected) !== JSON.stringify(found));
  for (const { file } of refused) expect(readSource(file).unreadable).toBeUndefined();
  console.log(`${files.length} files compared, ${refused.length} more refused by go/parser`);
  expect(wrong).toEqual([]);
  expect(files.length).toBeGreaterThan(12_000);
});

function scanned(file: string): readonly string[] {
  const { imports = [], isDocumentation } = readSource(file);
  // Go's own parser knows nothing of that rule of go/build.
  return isDocumentation ? ['(documentation)'] : imports;
}

/** Tags that files and options alone do not decide: such a file is in, whatever this Go says. */
const OPEN_TAG =
  /go1\.(2[4-9]|[3-9]\d)|goexperiment\.|boringcrypto|\b(386|amd64|arm|arm64|mips\w*|ppc64\w*|riscv64|wasm)\.\w/;

async function differences(dirs: readonly string[], port: Port, cgo: boolean, tags: readonly string[] = []) {
  const env = { ...portEnv(port), CGO_ENABLED: cgo ? '1' : '0', ORACLE_TAGS: tags.join(',') };
  const selector = new FileSelector({ port, cgo, tags: new Set(tags) });
  return (await builtFiles(dirs, env)).flatMap((folder) => folderDifferences(folder, selector));
}

function folderDifferences({ dir, built, ignored }: FolderFiles, selector: FileSelector): string[] {
  const all = [...built, ...ignored].filter((name) => COMPILED_EXTENSIONS.includes(extension(name)));
  return all.flatMap((name) => {
    const facts = factsOf(dir, name);
    const isBuilt = selector.isBuilt(name, facts);
    if (isBuilt === built.includes(name) || (isBuilt && OPEN_TAG.test(facts.goBuild ?? ''))) return [];
    // Assembly for a C compiler counts only next to Go files that use cgo.
    if (isBuilt && /\.(S|sx)$/.test(name)) return [];
    return [`${isBuilt ? 'phantom' : 'missed'}: ${join(dir, name)}`];
  });
}

function extension(name: string): string {
  return basename(name).slice(name.lastIndexOf('.') + 1);
}

function factsOf(dir: string, name: string): SourceFile {
  if (name.endsWith('.go')) return readSource(join(dir, name));
  return name.endsWith('.syso') ? {} : readHeader(readFileSync(join(dir, name), 'utf8'));
}

const STD_PORTS = ['amd64', 'arm/5', 'windows/amd64', 'wasip1/wasm', 'android/arm64'];
const stdCases = (isFull() ? PORTS : STD_PORTS.map(parsePort)).map((port, index) => ({
  ...port,
  cgo: index % 2 === 0,
  tags: index % 3 === 0 ? ['race', 'purego', 'netgo'] : [],
}));

test.each(stdCases)('the standard library has the files for $goos/$goarch that go/build selects', async (one) => {
  const { cgo, tags, ...port } = one;
  expect(await differences([join(goroot, 'src')], port, cgo, tags)).toEqual([]);
});

/** Files at the corners of Go's rules for names and build constraints, by name; those without content are an empty package file. */
const CORNERS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      'arm64 linux arm64_test d_arm64_linux j_arm64.pb k.foo_arm64 i_test_arm64 x__arm64 s_arm64_arm64 n_arm64_x l_ARM64',
      'v_aarch64 e_unix f_sparc64 u_riscv g_amd64p32 aa_mips64p32 r_linux_foo_arm64 _test _x_arm64 .x_arm64 plain_test',
      'a_linux a_windows a_android a_illumos a_solaris a_darwin a_ios a_js a_wasip1 a_wasm a_linux_arm64_test a_linux_test',
      'b_windows_amd64 b_linux_amd64 b_darwin_arm64 b_js_wasm b_wasip1_wasm b_android_arm64 b_illumos_amd64 b_test_test',
      'c_gc c_cgo c_race d_test_linux test_test _ __ a.linux a.b_linux linux_ _linux',
    ].flatMap((names) => names.split(' ').map((name) => [`${name}.go`, 'package p\n'])),
  ),
  ...Object.fromEntries(
    'h_arm64.h h.h s_arm64.s s_amd64.s s.s t_windows.c u_linux_arm64.syso u.syso u_test.s v_386.S w.m x.hpp y.f90 z.txt'
      .split(' ')
      .map((name) => [name, '// +build !plan9\n\n']),
  ),
  'constrained.s': '//go:build arm64 || wasm\n',
  'constrained.h': '/* x */\n// +build windows\n\n',
  'unix.go': '//go:build unix\n\npackage p\n',
  'gc.go': '//go:build gc && !gccgo\n\npackage p\n',
  'cgo.go': '//go:build cgo\n\npackage p\n',
  'nocgo.go': '//go:build !cgo\n\npackage p\n',
  'neverCgo.go': '//go:build cgo && !cgo\n\npackage p\n',
  'usesc.go': 'package p\n\nimport "C"\n',
  'tagged.go': '//go:build mine && !other\n\npackage p\n',
  'level.go': '//go:build amd64.v1 || arm64.v8.0 || arm.5 || riscv64.rva20u64\n\npackage p\n',
  'oldrelease.go': '//go:build go1.18 && !go1.999\n\npackage p\n',
  'tab.go': '//go:build\tlinux\n\npackage p\n',
  'glued.go': '//go:buildlinux\n\npackage p\n',
  'spaced.go': '// go:build windows\n\npackage p\n',
  'indented.go': '   //go:build windows\r\n\r\npackage p\r\n',
  'bom.go': '\ufeff//go:build windows\n\npackage p\n',
  'afterclause.go': 'package p\n\n//go:build windows\n',
  'sameline.go': '/* x */ //go:build windows\n\npackage p\n',
  'afterblock.go': '/* x\n*/\n//go:build windows\n\npackage p\n',
  'inblock.go': '/*\n//go:build windows\n*/\n\npackage p\n',
  'nextline.go': '//go:build windows\npackage p\n',
  'parens.go': '//go:build !(linux && (arm64 || 386)) && !( windows )\n\npackage p\n',
  'both.go': '//go:build linux\n// +build windows\n\npackage p\n',
  'plus.go': '// +build linux,!arm64 darwin\n// +build !386\n\npackage p\n',
  'plusglued.go': '//+build windows\n\npackage p\n',
  'plusnoblank.go': '// +build windows\npackage p\n',
  'pluslate.go': '// +build windows\n// more\n\n// +build linux\npackage p\n',
  'plusblock.go': '/* x */\n\n// +build windows\n\npackage p\n',
  'plusodd.go': '// +build !!linux !windows,!\n\npackage p\n',
  'plusempty.go': '// +build\n\npackage p\n',
  'documentation.go': '// Old habit.\npackage documentation\n\nimport "net/http"\n',
  'ignore.go': '//go:build ignore\n\npackage main\n',
  'unicode.go': '//go:build größe || linux\n\npackage p\n',
};

/** Files that are in for the graph although Go leaves them out here: the options do not settle them. */
const OPEN: Readonly<Record<string, string>> = {
  'newrelease.go': '//go:build go1.999\n\npackage p\n',
  'experiment.go': '//go:build goexperiment.nosuch\n\npackage p\n',
  'boring.go': '//go:build boringcrypto\n\npackage p\n',
  'openlevel.go': '//go:build amd64.v3 || arm64.v9.0 || !arm.7 && arm || mips.softfloat\n\npackage p\n',
};

describe('corner cases', () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(suiteDir(), 'corners-'));
    writeFileSync(join(dir, 'go.mod'), 'module example.com/p\n\ngo 1.23\n');
    for (const [name, text] of Object.entries({ ...CORNERS, ...OPEN })) writeFileSync(join(dir, name), text);
  });

  const linux = PORTS.filter(({ goos }) => goos === 'linux');
  const foreign = ['windows/amd64', 'darwin/arm64', 'js/wasm', 'wasip1/wasm', 'android/arm64', 'illumos/amd64'];
  const leveled = ['amd64/v3', 'arm64/v9.0', 'arm/6', 'mips/softfloat'];

  test.each([...linux, ...[...foreign, ...leveled].map(parsePort)])(
    '$goos/$goarch has the files that go list says',
    async (port) => {
      for (const [cgo, tags] of [
        [false, []],
        [true, ['mine']],
      ] as const) {
        const selector = new FileSelector({ port, cgo, tags: new Set(tags) });
        const { built, ignored } = await listed(dir, port, cgo, tags);
        const found = [...built, ...ignored]
          .filter((name) => selector.isBuilt(name, factsOf(dir, name)))
          // Assembly for a C compiler counts only next to Go files that use cgo.
          .filter((name) => cgo || !/\.(S|sx)$/.test(name));
        const open = Object.keys(OPEN).filter((name) => !built.includes(name));
        expect(found.filter((name) => !open.includes(name)).sort()).toEqual(built.sort());
        // A level that the options name settles what is open else.
        const isSettled = (name: string) => name === 'openlevel.go' && port.level !== undefined;
        for (const name of open) {
          const expected =
            !isSettled(name) && (name !== 'openlevel.go' || /^(amd64|arm64|arm|mips)$/.test(port.goarch));
          expect([name, found.includes(name)]).toEqual([name, expected]);
        }
      }
    },
  );
});

const BUILT_LISTS =
  'GoFiles CgoFiles TestGoFiles XTestGoFiles CFiles CXXFiles MFiles HFiles FFiles SFiles SysoFiles'.split(' ');
const IGNORED_LISTS = ['IgnoredGoFiles', 'IgnoredOtherFiles'];

async function listed(dir: string, port: Port, cgo: boolean, tags: readonly string[]) {
  const fields = [...BUILT_LISTS, ...IGNORED_LISTS];
  const args = ['list', '-e', '-find', `-tags=${tags.join(',')}`, `-json=${fields.join(',')}`, '.'];
  const output = await go(args, dir, { ...portEnv(port), CGO_ENABLED: cgo ? '1' : '0' });
  const lists = JSON.parse(output) as Record<string, string[] | undefined>;
  const all = (names: readonly string[]) => names.flatMap((name) => lists[name] ?? []);
  return { built: all(BUILT_LISTS), ignored: all(IGNORED_LISTS) };
}
