import { PORTS, ROOTS } from './files';

/** What an edit does to the workspace; every path is undone by git afterwards. */
export interface Editor {
  write(file: string, text: string): void;
  append(file: string, text: string): void;
  replace(file: string, from: string, to: string): void;
  remove(path: string): void;
  rename(from: string, to: string): void;
}

export interface Edit {
  readonly title: string;
  readonly make: (at: Editor) => void;
  /** Tasks that Nx 24 selects beyond what Go's own data asks for, each for a reason that docs/cache.md gives. */
  readonly accepted?: readonly string[];
}

const on = (ports: readonly string[], ...projects: readonly string[]) =>
  projects.flatMap((project) => ports.map((port) => `${project}:${port}`));
const everything = on(PORTS, ...Object.keys(ROOTS));
const comment = '\n// Edited.\n';
const edited = (file: string) => (at: Editor) => at.append(file, comment);
const USERS_OF_BASE = ['base', 'codec', 'testkit', 'api', 'worker', 'apart'];

export const EDITS: readonly Edit[] = [
  { title: 'a source file that many import', make: edited('libs/base/base.go') },
  { title: 'its file for arm64', make: edited('libs/base/arch_arm64.go') },
  { title: 'its file for s390x', make: edited('libs/base/arch_s390x.go') },
  {
    title: 'its file with a constraint',
    make: edited('libs/base/big.go'),
    accepted: on(['amd64', 'arm64', 'riscv64'], ...USERS_OF_BASE),
  },
  { title: 'its test', make: edited('libs/base/base_test.go') },
  { title: 'its testdata', make: edited('libs/base/testdata/golden.txt') },
  { title: 'its document', make: edited('libs/base/README.md') },
  { title: 'a new file for riscv64', make: (at) => at.write('libs/base/new_riscv64.go', 'package base\n') },
  { title: 'a new file for Windows', make: (at) => at.write('libs/base/new_windows.go', 'package base\n') },
  { title: 'the file for s390x is gone', make: (at) => at.remove('libs/base/arch_s390x.go') },
  {
    title: 'the file for arm64 is now for every port',
    make: (at) => at.rename('libs/base/arch_arm64.go', 'libs/base/arch.go'),
  },
  { title: 'a package that nobody imports', make: edited('libs/base/alone/alone.go') },
  { title: 'a package that one project imports', make: edited('libs/base/strs/strs.go') },
  { title: 'a package that is imported is gone', make: (at) => at.remove('libs/base/strs') },
  {
    title: 'a package that is imported is another module now',
    make: (at) => at.write('libs/base/strs/go.mod', 'module example.com/elsewhere\n'),
  },
  { title: 'assembly for amd64, imported on arm64 only', make: edited('libs/asm/sum_amd64.s') },
  { title: 'assembly for arm64', make: edited('libs/asm/sum_arm64.s') },
  { title: 'a header', make: edited('libs/asm/sum.h') },
  {
    title: 'what stands in for assembly',
    make: edited('libs/asm/sum_go.go'),
    accepted: [...on(['amd64', 'arm64'], 'asm'), ...on(['arm64'], 'codec', 'api', 'worker')],
  },
  { title: 'a file for arm64 with an import', make: edited('libs/codec/fast_arm64.go') },
  { title: 'a test file with an import', make: edited('libs/codec/codec_test.go') },
  { title: 'an import of a test that is gone', make: (at) => at.write('libs/codec/codec_test.go', 'package codec\n') },
  { title: 'a package for tests only', make: edited('libs/testkit/testkit.go') },
  { title: 'a file for Windows', make: edited('libs/codec/x_windows.go') },
  { title: 'an embedded file', make: edited('libs/data/texts/a.txt') },
  { title: 'a file beside embedded ones', make: edited('libs/data/texts/b.md') },
  { title: 'a new embedded file', make: (at) => at.write('libs/data/texts/c.txt', 'c\n') },
  { title: 'an embedded file is gone', make: (at) => at.remove('libs/data/one.json') },
  {
    title: 'one more file is embedded',
    make: (at) => at.append('libs/data/embed.go', '\n//go:embed two.json\nvar two string\n'),
  },
  { title: 'an internal package', make: edited('svc/api/internal/route/route.go') },
  { title: 'testdata with the name of a port', make: edited('svc/api/testdata/x_arm64.go') },
  {
    title: 'a file that a tag excludes',
    make: edited('svc/cli/tagged.go'),
    accepted: on(PORTS, 'cli'),
  },
  { title: 'a file for s390x with an import', make: edited('svc/cli/cli_s390x.go') },
  { title: 'a project inside a module', make: edited('mono/a/a.go') },
  { title: 'an external test inside a module', make: edited('mono/b/b_test.go') },
  { title: 'a package that belongs to no project', make: edited('mono/shared/shared.go') },
  { title: 'go.mod of a module with several projects', make: edited('mono/go.mod') },
  { title: 'go.mod of a module that another go.work replaces', make: edited('libs/base/go.mod') },
  { title: 'go.mod of a module with a go.work of its own', make: edited('apart/go.mod') },
  { title: 'go.sum of a member', make: edited('tools/gen/go.sum') },
  { title: 'go.work', make: edited('go.work') },
  { title: 'go.work further inside', make: edited('apart/go.work') },
  {
    title: 'a new import',
    make: (at) => at.write('tools/gen/more.go', 'package gen\n\nimport _ "example.com/data"\n'),
  },
  {
    title: 'a new import for riscv64, and an edit of what it imports',
    make: (at) => {
      at.write('svc/worker/more_riscv64.go', 'package worker\n\nimport _ "example.com/data"\n');
      at.append('libs/data/data.go', comment);
    },
  },
  { title: 'project.json', make: (at) => at.append('libs/codec/project.json', '\n') },
  { title: 'a document of the workspace', make: edited('README.md') },
  { title: 'package.json', make: (at) => at.append('package.json', '\n') },
  { title: 'nx.json', make: (at) => at.append('nx.json', '\n'), accepted: everything },
  {
    title: 'an option in nx.json',
    make: (at) => at.replace('nx.json', '"checkPorts"', '"test": { "short": true }, "checkPorts"'),
    accepted: everything,
  },
  { title: '.gitignore', make: edited('.gitignore'), accepted: everything },
];
