import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PORTS, type Fixture, type Project } from './fixture';

/** A run that nothing of what the tests see makes necessary: why it is accepted is told in docs/cache.md by this title. */
type Reason =
  | 'A build constraint inside a file'
  | 'cgo left to the machine'
  | 'Module files as a whole'
  | 'Variables and C compilers count for every port'
  | 'Files that Nx always counts';

export interface Mutation {
  readonly title: string;
  readonly edit?: (fixture: Fixture) => void;
  readonly env?: (fixture: Fixture) => NodeJS.ProcessEnv;
  /** What holds before the edit: this is run first, and `env` then too. */
  readonly given?: (fixture: Fixture) => void;
  /** Only these projects take part, to save time. */
  readonly only?: readonly Project[];
  /** The tasks that can see the edit, as `project:port`: they must run. */
  readonly seen: readonly string[];
  /** Every task that sees the edit then fails: an answer from an older run, of Nx or of Go, would pass. */
  readonly breaks?: boolean;
  readonly needless?: { readonly tasks: readonly string[]; readonly reason: Reason };
}

const on =
  (ports: readonly string[]) =>
  (...projects: readonly Project[]) =>
    projects.flatMap((project) => ports.map((port) => `${project}:${port}`));
const both = on(PORTS);
const amd64 = on(['amd64']);
const arm64 = on(['arm64']);
const nothing: readonly string[] = [];
const CHAIN = ['deep', 'lib', 'svc'] as const;
const MEMBERS = ['deep', 'lib', 'other', 'svc'] as const;

const ownFiles: Mutation[] = [
  {
    title: 'a source file',
    edit: (at) => at.replace('svc/svc.go', 'lib.Sum()', 'lib.Sum() + 1'),
    seen: both('svc'),
    breaks: true,
  },
  {
    title: 'a test file',
    edit: (at) => at.replace('svc/svc_test.go', '60', '61'),
    seen: both('svc'),
    breaks: true,
  },
  { title: 'a new document', edit: (at) => at.write('svc/README.md', '# svc\n'), seen: both('svc') },
  {
    title: 'an embedded file',
    edit: (at) => at.write('svc/limit.txt', '98\n'),
    seen: both('svc'),
    breaks: true,
  },
  {
    title: 'testdata',
    edit: (at) => at.write('svc/testdata/tracked.txt', 'other\n'),
    seen: both('svc'),
    breaks: true,
  },
  {
    title: 'testdata that git ignores',
    edit: (at) => at.write('svc/testdata/ignored.txt', 'other\n'),
    seen: both('svc'),
    breaks: true,
  },
  {
    title: 'a file that testdata links to',
    edit: (at) => at.write('shared/data.txt', 'other\n'),
    seen: both('svc'),
    breaks: true,
  },
  {
    title: 'a link in testdata that leads elsewhere',
    edit: (at) => at.link('svc/testdata/linked.txt', 'tracked.txt'),
    seen: both('svc'),
    breaks: true,
  },
  {
    title: 'testdata whose name is of another port',
    edit: (at) => at.write('svc/testdata/x_s390x.s', 'data\n'),
    seen: both('svc'),
  },
  {
    title: 'a new file of one port',
    edit: (at) => at.write('svc/x_arm64.go', 'package svc\n\nfunc init() { limit = "0" }\n'),
    seen: arm64('svc'),
    breaks: true,
  },
  {
    title: 'a new file of a port that is not tested',
    edit: (at) => at.write('svc/x_s390x.go', 'package svc\n\nfunc init() { limit = "0" }\n'),
    seen: nothing,
  },
  {
    title: 'a new test file of another system',
    edit: (at) => at.write('svc/x_windows_test.go', 'package svc\n'),
    seen: nothing,
  },
  {
    title: 'a coverage profile that git ignores',
    edit: (at) => at.write('svc/cover.out', 'mode: set\n'),
    seen: nothing,
  },
];

const dependency: Mutation[] = [
  {
    title: 'a source file',
    edit: (at) => at.replace('lib/lib.go', 'Twice(20)', 'Twice(21)'),
    seen: both('lib', 'svc'),
    breaks: true,
  },
  {
    title: 'an embedded file',
    edit: (at) => at.write('lib/greeting.txt', 'hello there\n'),
    seen: both('lib', 'svc'),
    breaks: true,
  },
  {
    title: 'generated code that git ignores',
    edit: (at) => at.write('lib/zz_generated.go', 'package lib\n\nconst generated = 6\n'),
    seen: both('lib', 'svc'),
    breaks: true,
  },
  {
    title: 'generated code that is gone',
    edit: (at) => at.remove('lib/zz_generated.go'),
    seen: both('lib', 'svc'),
    breaks: true,
  },
  {
    title: 'generated code for one port that git ignores',
    edit: (at) => at.write('lib/zz_generated_arm64.go', 'package lib\n\nfunc init() { greeting = "" }\n'),
    seen: arm64('lib', 'svc'),
    breaks: true,
  },
  {
    title: 'such code for a port that is not tested',
    edit: (at) => at.write('lib/zz_generated_s390x.go', 'package lib\n'),
    seen: nothing,
  },
  { title: 'a test file', edit: (at) => at.append('lib/lib_test.go', '\n// Edited.\n'), seen: both('lib') },
  { title: 'a new document', edit: (at) => at.write('lib/README.md', '# lib\n'), seen: both('lib') },
  {
    title: 'a package that is not imported',
    edit: (at) => at.append('lib/unreached/unreached.go', '\nconst Two = 2\n'),
    seen: both('lib'),
  },
  {
    title: 'a C file',
    edit: (at) => at.replace('lib/native/twice.c', 'TWO * n', '3 * n'),
    seen: amd64('lib', 'svc'),
    breaks: true,
    needless: { tasks: arm64('lib', 'svc'), reason: 'cgo left to the machine' },
  },
  {
    title: 'a C header',
    edit: (at) => at.replace('lib/native/twice.h', 'TWO 2', 'TWO 3'),
    seen: amd64('lib', 'svc'),
    breaks: true,
    needless: { tasks: arm64('lib', 'svc'), reason: 'cgo left to the machine' },
  },
  {
    title: 'what stands in for C without cgo',
    edit: (at) => at.replace('lib/native/native_nocgo.go', '2 * n', '3 * n'),
    seen: arm64('lib', 'svc'),
    breaks: true,
    needless: { tasks: amd64('lib', 'svc'), reason: 'cgo left to the machine' },
  },
  {
    title: 'an import of another project',
    edit: (at) => {
      at.write(
        'lib/more.go',
        'package lib\n\nimport "example.com/other"\n\nfunc init() { greeting = string(rune(other.Two)) }\n',
      );
    },
    seen: both('lib', 'svc'),
    breaks: true,
  },
  {
    title: 'its project.json',
    edit: (at) => at.write('lib/project.json', '{ "name": "lib", "tags": ["a"] }\n'),
    seen: both('lib'),
  },
];

/** lib imports other with the tag special only. */
const tags: Mutation[] = [
  {
    title: 'imported with a tag of GOFLAGS',
    env: () => ({ GOFLAGS: '-buildvcs=false -tags=special' }),
    given: () => undefined,
    edit: (at) => at.replace('other/other.go', 'Two = 2', 'Two = 3'),
    only: ['other', 'svc'],
    seen: both('other', 'svc'),
    breaks: true,
  },
  {
    title: 'imported with a tag of one target in project.json',
    given: (at) =>
      at.write(
        'svc/project.json',
        '{ "name": "svc", "targets": { "test-arm64": { "options": { "tags": ["special"] } } } }\n',
      ),
    edit: (at) => at.replace('other/other.go', 'Two = 2', 'Two = 3'),
    only: ['other', 'svc'],
    seen: [...both('other'), ...arm64('svc')],
    breaks: true,
  },
];

const deepDependency: Mutation[] = [
  {
    title: 'a source file',
    edit: (at) => at.replace('deep/deep.go', 'base = 7', 'base = 8'),
    seen: both(...CHAIN),
    breaks: true,
  },
  {
    title: 'assembly of arm64',
    edit: (at) => at.replace('deep/add_arm64.s', 'ADD R1, R0', 'SUB R1, R0'),
    seen: arm64(...CHAIN),
    breaks: true,
  },
  {
    title: 'assembly of amd64',
    edit: (at) => at.replace('deep/add_amd64.s', 'ADDQ b+8(FP), AX', 'SUBQ b+8(FP), AX'),
    seen: amd64(...CHAIN),
    breaks: true,
  },
  {
    title: 'a header of the assembly',
    edit: (at) => at.replace('deep/defs.h', 'EXTRA 0', 'EXTRA 1'),
    seen: both(...CHAIN),
    breaks: true,
  },
  {
    title: 'assembly of arm64 that is gone',
    edit: (at) => at.remove('deep/add_arm64.s'),
    seen: arm64(...CHAIN),
    breaks: true,
  },
  {
    title: 'a file of a port that is not tested',
    edit: (at) => at.replace('deep/wide_s390x.go', 'true', 'false'),
    seen: nothing,
  },
  {
    title: 'such a file under the name of another such port',
    edit: (at) => at.rename('deep/wide_s390x.go', 'deep/wide_mips.go'),
    seen: nothing,
  },
  { title: 'such a file that is gone', edit: (at) => at.remove('deep/wide_s390x.go'), seen: nothing },
  {
    title: 'a file that a tag excludes',
    edit: (at) => at.replace('deep/tagged.go', 'true', 'false'),
    seen: both('deep'),
    needless: { tasks: both('lib', 'svc'), reason: 'A build constraint inside a file' },
  },
  {
    title: 'a source file under another name',
    edit: (at) => at.rename('deep/deep.go', 'deep/value.go'),
    seen: both(...CHAIN),
  },
  {
    title: 'a source file under the name of another port',
    edit: (at) => at.rename('deep/deep.go', 'deep/deep_s390x.go'),
    seen: both(...CHAIN),
    breaks: true,
  },
  {
    title: 'testdata',
    edit: (at) => at.write('deep/testdata/golden.txt', '11\n'),
    seen: both('deep'),
    breaks: true,
  },
  { title: 'a document', edit: (at) => at.append('deep/README.md', 'Edited.\n'), seen: both('deep') },
  { title: 'a document that is gone', edit: (at) => at.remove('deep/README.md'), seen: both('deep') },
  {
    title: 'a package that nobody imports',
    edit: (at) => at.append('deep/extra/extra.go', '\nconst More = 2\n'),
    seen: both('deep'),
  },
];

const moduleFiles: Mutation[] = [
  {
    title: 'go.mod of a project asks for a newer Go than go.work',
    edit: (at) => at.replace('svc/go.mod', 'go 1.23', 'go 1.24'),
    seen: both(...MEMBERS),
    breaks: true,
  },
  {
    title: 'go.mod of an unrelated member of go.work',
    edit: (at) => at.append('other/go.mod', '\n// Edited.\n'),
    seen: both('other'),
    needless: { tasks: both('deep', 'lib', 'svc'), reason: 'Module files as a whole' },
  },
  {
    title: 'a new go.sum',
    edit: (at) =>
      at.write('lib/go.sum', 'example.com/x v1.0.0/go.mod h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n'),
    only: ['lib', 'lone', 'other', 'svc'],
    seen: both('lib'),
    needless: { tasks: both('other', 'svc'), reason: 'Module files as a whole' },
  },
  {
    title: 'go.work',
    edit: (at) => at.append('go.work', '\ngodebug panicnil=1\n'),
    only: ['lone', 'other', 'svc'],
    seen: both('other', 'svc'),
  },
  {
    title: 'a new go.work.sum',
    edit: (at) =>
      at.write('go.work.sum', 'example.com/x v1.0.0/go.mod h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n'),
    only: ['lone', 'svc'],
    seen: nothing,
    needless: { tasks: both('svc'), reason: 'Module files as a whole' },
  },
  {
    title: 'a go.work further inside',
    edit: (at) => at.append('lone/go.work', '\ngodebug panicnil=1\n'),
    seen: both('lone'),
  },
  {
    title: 'a vendored package',
    edit: (at) => at.replace('lone/vendor/example.com/vendored/vendored.go', '3', '4'),
    seen: both('lone'),
    breaks: true,
  },
  {
    title: 'vendor/modules.txt',
    edit: (at) => at.replace('lone/vendor/modules.txt', 'v1.0.0', 'v1.0.1'),
    seen: both('lone'),
    breaks: true,
  },
];

const FEW = ['other', 'svc'] as const;
const EVERY = 'Variables and C compilers count for every port';

const environment: Mutation[] = [
  { title: 'GOFLAGS', env: () => ({ GOFLAGS: '-buildvcs=false -short' }), only: FEW, seen: both(...FEW) },
  { title: 'GODEBUG', env: () => ({ GODEBUG: 'panicnil=1' }), only: FEW, seen: both(...FEW) },
  {
    title: 'CGO_ENABLED',
    env: () => ({ CGO_ENABLED: '0' }),
    only: FEW,
    seen: amd64('svc'),
    needless: { tasks: [...amd64('other'), ...arm64(...FEW)], reason: EVERY },
  },
  {
    title: 'CC',
    env: (at) => ({ CC: `${at.workspace.tool('mycc', 'exec gcc "$@"', 'cc')}/mycc` }),
    only: FEW,
    seen: amd64('svc'),
    needless: { tasks: [...amd64('other'), ...arm64(...FEW)], reason: EVERY },
  },
  {
    title: 'another C compiler under the same name',
    env: (at) => first(at, 'gcc', 'case $* in --version) echo gcc 99;; *) exec /usr/bin/gcc "$@";; esac'),
    only: FEW,
    seen: amd64('svc'),
    needless: { tasks: [...amd64('other'), ...arm64(...FEW)], reason: EVERY },
  },
  { title: 'GOARM64', env: () => ({ GOARM64: 'v8.1' }), only: ['bare'], seen: arm64('bare') },
  { title: 'GOAMD64', env: () => ({ GOAMD64: 'v2' }), only: ['bare'], seen: amd64('bare') },
  {
    title: 'GOARM64, written by go env -w',
    env: (at) => {
      const folder = at.workspace.tool('env', 'exit 1', 'config/go');
      writeFileSync(join(folder, 'env'), `${ownGoSettings()}GOARM64=v8.1\n`);
      return { XDG_CONFIG_HOME: dirname(folder) };
    },
    only: ['bare'],
    seen: arm64('bare'),
  },
  { title: 'the Go version', env: () => ({ GOTOOLCHAIN: 'go1.25.5' }), only: ['bare'], seen: both('bare') },
  {
    title: 'another emulator under the same name',
    env: (at) =>
      first(
        at,
        'qemu-aarch64',
        'case $* in --version) echo qemu-aarch64 version 7.9;; *) exec /usr/bin/qemu-aarch64 "$@";; esac',
      ),
    only: FEW,
    seen: arm64(...FEW),
  },
  {
    title: 'QEMU_CPU',
    env: () => ({ QEMU_CPU: 'cortex-a57' }),
    only: FEW,
    seen: arm64(...FEW),
    needless: { tasks: amd64(...FEW), reason: EVERY },
  },
  { title: 'a variable that nobody knows', env: () => ({ SOME_VARIABLE: '1' }), seen: nothing },
];

const optionsAndOthers: Mutation[] = [
  {
    title: 'an option of a target',
    edit: (at) =>
      at.write(
        'svc/project.json',
        '{ "name": "svc", "targets": { "test-arm64": { "options": { "short": true } } } }\n',
      ),
    seen: both('svc'),
  },
  {
    title: 'tags',
    edit: (at) =>
      at.write(
        'deep/project.json',
        '{ "name": "deep", "targets": { "test-arm64": { "options": { "tags": ["special"] } } } }\n',
      ),
    seen: both('deep'),
  },
  {
    title: 'a default option of the plugin',
    edit: (at) => pluginOptions(at, { test: { short: true } }),
    only: FEW,
    seen: both(...FEW),
  },
  {
    title: 'one more port',
    edit: (at) => pluginOptions(at, { ports: ['amd64', 'arm64', 's390x'] }),
    only: FEW,
    seen: nothing,
    needless: { tasks: both(...FEW), reason: 'Files that Nx always counts' },
  },
  {
    title: '.gitignore',
    edit: (at) => at.append('.gitignore', '# edited\n'),
    only: FEW,
    seen: nothing,
    needless: { tasks: both(...FEW), reason: 'Files that Nx always counts' },
  },
  { title: 'package.json', edit: (at) => at.replace('package.json', '"template"', '"renamed"'), seen: nothing },
  {
    title: 'an npm dependency',
    edit: (at) => at.replace('package.json', '"devDependencies":{', '"devDependencies":{"left-pad":"1.3.0",'),
    seen: nothing,
  },
  { title: 'a file that belongs to no project', edit: (at) => at.write('docs/x.md', '# x\n'), seen: nothing },
  {
    title: 'another project',
    edit: (at) => at.replace('other/other.go', 'Two = 2', 'Two = 3'),
    seen: both('other'),
    breaks: true,
  },
];

function pluginOptions(fixture: Fixture, options: object): void {
  const nxJson = { analytics: false, neverConnectToCloud: true, plugins: [{ plugin: 'nx-go-cross', options }] };
  fixture.write('nx.json', `${JSON.stringify(nxJson, null, 2)}\n`);
}

/** What whoever runs this has set with `go env -w`: without these, more than the level would change. */
function ownGoSettings(): string {
  const file = execFileSync('go', ['env', 'GOENV'], { encoding: 'utf8' }).trim();
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** The environment in which a shell script is the first program of its name on PATH. */
function first({ workspace }: Fixture, name: string, body: string): NodeJS.ProcessEnv {
  return { PATH: `${workspace.tool(name, body, `first-${name}`)}:${workspace.env().PATH}` };
}

export const MUTATIONS: Readonly<Record<string, readonly Mutation[]>> = {
  'of a project itself': ownFiles,
  'of a dependency': dependency,
  'of a dependency of a dependency': deepDependency,
  'of a package': tags,
  'of module files': moduleFiles,
  'of the environment': environment,
  'of options and other files': optionsAndOthers,
};
