import { appendFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createNodes } from '../nodes/create-nodes';
import { knownSources } from './known-sources';
import { WORK_OR_FORK, tempWorkspaces, write } from '../../golang/testdata/temp-workspace';
import { INCLUDES_VARIABLE, isNotCached, unseenVariable } from '../../task-key';
import { namedWorkWarning } from './named-work';
import { readOverrides } from './overrides';
import { unseenDigests } from './unseen-digests';

const workspace = tempWorkspaces();

const FILES = {
  'svc/go.mod': 'module m/svc\n\ngo 1.23\n\nreplace m/lib => ../lib\n',
  'svc/project.json': '{}',
  'svc/svc.go': 'package svc\n\nimport "m/lib"\n',
  'svc/tagged.go': '//go:build special\n\npackage svc\n\nimport "m/lib/extra"\n',
  'lib/go.mod': 'module m/lib\n\ngo 1.23\n',
  'lib/project.json': '{}',
  'lib/lib.go': 'package lib\n\nimport _ "embed"\n\n//go:embed built\nvar built string\n',
  'lib/extra/extra.go': 'package extra\n',
};
const PORTS = ['amd64', 'arm64'];
const OURS = { plugin: 'nx-go-cross', options: { ports: PORTS } };

function digests(dir: string, ignored: string[] = [], argv: string[] = [], goflags = '') {
  const overrides = readOverrides(argv, { goflags });
  const known = knownSources(dir).sources;
  const isIgnored = (file: string) =>
    ignored.some((path) => path === file || (path.endsWith('/') && file.startsWith(path)));
  return unseenDigests(dir, { settings: { plugins: [OURS] }, ignored, isIgnored, overrides, known });
}

/** `project:port` of all that have a digest. */
function concerned(dir: string, ...rest: [string[]?, string[]?, string?]): string[] {
  const found = digests(dir, ...rest);
  const all = ['lib', 'svc'].flatMap((project) => PORTS.map((port) => [project, port] as const));
  return all.filter(([project, port]) => unseenVariable(project, port) in found).map((pair) => pair.join(':'));
}

const ALL = ['lib:amd64', 'lib:arm64', 'svc:amd64', 'svc:arm64'];

test.each<[string, string, string[]]>([
  ['generated code: all that compile it', 'lib/zz_generated.go', ALL],
  ['generated code of one port: that port', 'lib/zz_arm64.go', ['lib:arm64', 'svc:arm64']],
  ['generated code of no port', 'lib/zz_s390x.go', []],
  ['a generated test: its own project', 'lib/zz_test.go', ['lib:amd64', 'lib:arm64']],
  ['what is embedded', 'lib/built', ALL],
  ['test data: its own project', 'lib/testdata/x.txt', ['lib:amd64', 'lib:arm64']],
  ['a package that nobody imports: its own project', 'lib/extra/zz.go', ['lib:amd64', 'lib:arm64']],
  ['go.sum', 'lib/go.sum', ALL],
  ['any other file', 'lib/notes.txt', []],
])('git ignores %s', (_title, file, expected) => {
  expect(concerned(workspace({ ...FILES, [file]: 'x\n' }), [file])).toEqual(expected);
});

test('a port that a project alone has, in a target of its own: there, too', () => {
  const own = { targets: { 'test-s390x': { executor: 'nx-go-cross:test', options: { goarch: 's390x' } } } };
  const dir = workspace({ ...FILES, 'svc/project.json': JSON.stringify(own), 'lib/zz_s390x.go': 'x\n' });
  expect(Object.keys(digests(dir, ['lib/zz_s390x.go']))).toEqual([unseenVariable('svc', 's390x')]);
});

test('the digest follows the content, and says of a missing file that it is', () => {
  const dir = workspace({ ...FILES, 'lib/built': 'one\n' });
  const of = () => digests(dir, ['lib/built'])[unseenVariable('svc', 'arm64')];
  const first = of();
  expect(of()).toBe(first);
  writeFileSync(join(dir, 'lib', 'built'), 'two\n');
  expect(of()).not.toBe(first);
  expect(digests(dir, ['lib/none.go'])[unseenVariable('svc', 'arm64')]).toMatch(/^[0-9a-f]{32}$/);
});

test('without such files, links or overrides nothing is looked at, once that is known', () => {
  const dir = workspace(FILES);
  expect(digests(dir)).toEqual({});
  expect(concerned(dir, ['README.md'])).toEqual([]);
});

test('data in folders that Nx never looks into, whether git ignores it or not', () => {
  const file = 'lib/testdata/deep/node_modules/x.js';
  const dir = workspace({ ...FILES, [file]: 'one\n', 'lib/node_modules/y.js': '' });
  const before = digests(dir);
  expect(concerned(dir)).toEqual(['lib:amd64', 'lib:arm64']);
  expect(digests(dir, ['lib/testdata/deep/node_modules/'])).toEqual(before);
  writeFileSync(join(dir, file), 'two\n');
  expect(digests(dir)).not.toEqual(before);
});

const EMBEDDING = (pattern: string) => `package lib\n\nimport _ "embed"\n\n//go:embed ${pattern}\nvar built string\n`;

test.each<[string, Record<string, string>, string[]]>([
  ['code that is imported', { 'svc/svc.go': 'package svc\n\nimport "m/lib/node_modules/gen/pb"\n' }, ALL.slice(2)],
  ['an embedded file', { 'lib/lib.go': EMBEDDING('node_modules/gen/pb/pb.go') }, ALL],
  ['an embedded folder', { 'lib/lib.go': EMBEDDING('all:node_modules/gen') }, ALL],
  ['a pattern', { 'lib/lib.go': EMBEDDING('node_modules/*/pb/*.go') }, ALL],
  ['a pattern for folders', { 'lib/lib.go': EMBEDDING('*/gen') }, ALL],
  ['nothing that leads there', { 'lib/lib.go': EMBEDDING('other') }, []],
])('npm packages: %s', (_title, files, expected) => {
  const file = 'lib/node_modules/gen/pb/pb.go';
  const dir = workspace({ ...FILES, ...files, [file]: 'package pb\n', 'lib/node_modules/x.go': '' });
  openAgain(dir);
  const before = digests(dir);
  expect(concerned(dir)).toEqual(expected);
  writeFileSync(join(dir, file), 'package pb\n\nconst Two = 2\n');
  if (expected.length > 0) expect(digests(dir)).not.toEqual(before);
});

/** As a command does before it. */
function openAgain(dir: string): void {
  const options = { ports: PORTS };
  const files = Object.keys(FILES).filter((file) => /(go\.mod|project\.json)$/.test(file));
  createNodes[1](files, options, { workspaceRoot: dir, nxJsonConfiguration: {} });
}

test.each(['project.json', 'package.json', 'go.mod'])('an ignored %s makes no project of its folder', (name) => {
  const inside = name === 'go.mod' ? 'lib/out/testdata/x.txt' : 'lib/out/x.go';
  const members = { 'package.json': '{ "workspaces": ["lib/out"] }' };
  const dir = workspace({ ...FILES, ...members, [`lib/out/${name}`]: '{}', [inside]: 'x\n' });
  const of = (isIgnored: boolean) => {
    const found = unseenDigests(dir, {
      settings: { plugins: ['@nx-go/nx-go', OURS] },
      ignored: ['lib/out/'],
      isIgnored: (path) => isIgnored && path.startsWith('lib/out/'),
      overrides: readOverrides([], { goflags: '' }),
    });
    return PORTS.filter((port) => unseenVariable('lib', port) in found);
  };
  expect(of(true)).toEqual(PORTS);
  expect(of(false)).toEqual([]);
});

test('what links lead to counts for those that see the link', () => {
  const dir = workspace({ ...FILES, 'shared/data.txt': 'one\n' });
  symlinkSync('../shared', join(dir, 'svc', 'linked'));
  const before = digests(dir);
  expect(concerned(dir)).toEqual(['svc:amd64', 'svc:arm64']);
  writeFileSync(join(dir, 'shared', 'data.txt'), 'two\n');
  expect(digests(dir)).not.toEqual(before);
});

test.each<[string, string[], string]>([
  ['on the command line', ['--tags=special'], ''],
  ['in GOFLAGS', [], '-tags=special'],
])('packages that only a tag %s brings in', (_title, argv, goflags) => {
  const dir = workspace(FILES);
  expect(concerned(dir, [], argv, goflags)).toEqual(['svc:amd64', 'svc:arm64']);
  const before = digests(dir, [], argv, goflags);
  writeFileSync(join(dir, 'lib', 'extra', 'extra.go'), 'package extra\n\nconst Two = 2\n');
  expect(digests(dir, [], argv, goflags)).not.toEqual(before);
});

const ELSEWHERE = {
  ...FILES,
  'tools/svc.mod': 'module m/svc\n\ngo 1.23\n\nreplace m/lib => ../fork\n',
  'tools/overlay.json': '{ "Replace": { "more.go": "../tools/more.go", "svc.go": "" } }',
  'tools/more.go': 'package svc\n\nimport "m/lib/extra"\n',
  'tools/cpu.pgo': 'profile',
  'fork/go.mod': 'module m/lib\n\ngo 1.23\n',
  'fork/lib.go': 'package lib\n',
};

test.each<[string, string, string]>([
  ['the file itself', '-modfile=../tools/svc.mod', 'tools/svc.mod'],
  ['its checksums', '-modfile=../tools/svc.mod', 'tools/svc.sum'],
  ['what it replaces', '-modfile=../tools/svc.mod', 'fork/lib.go'],
  ['the file itself', '-overlay=../tools/overlay.json', 'tools/overlay.json'],
  ['what is behind it', '-overlay=../tools/overlay.json', 'tools/more.go'],
  ['what that imports', '-overlay=../tools/overlay.json', 'lib/extra/extra.go'],
  ['the file itself', '-pgo=../tools/cpu.pgo', 'tools/cpu.pgo'],
])('%s counts with GOFLAGS=%s', (_title, goflags, file) => {
  const dir = workspace(ELSEWHERE);
  const of = () => digests(dir, [], [], goflags)[unseenVariable('svc', 'arm64')];
  const before = of();
  expect(before).toMatch(/^[0-9a-f]{32}$/);
  writeFileSync(join(dir, file), `${file.endsWith('.go') ? 'package extra // changed' : '// changed'}\n`);
  expect(of()).not.toBe(before);
});

test('flags of a target name files, too', () => {
  const options = { goarch: 'arm64', goFlags: ['-pgo=../tools/cpu.pgo'] };
  const own = { targets: { 'test-arm64': { executor: 'nx-go-cross:test', options } } };
  const dir = workspace({ ...ELSEWHERE, 'svc/project.json': JSON.stringify(own) });
  const of = () =>
    unseenDigests(dir, {
      settings: { plugins: [OURS] },
      ignored: [],
      isIgnored: () => false,
      overrides: readOverrides([], { goflags: '' }),
      known: knownSources(dir).sources,
      namesFiles: true,
    });
  const before = of();
  expect(Object.keys(before)).toEqual([unseenVariable('svc', 'arm64')]);
  writeFileSync(join(dir, 'tools', 'cpu.pgo'), 'another');
  expect(of()).not.toEqual(before);
});

test('an empty GOFLAGS in option env has Go read what `go env -w` wrote', () => {
  const own = { targets: { 'test-arm64': { executor: 'nx-go-cross:test', options: { env: { GOFLAGS: '' } } } } };
  const dir = workspace({ ...FILES, 'svc/project.json': JSON.stringify(own) });
  const of = (written: string) =>
    unseenDigests(dir, {
      ...{ settings: { plugins: [OURS] }, ignored: [], isIgnored: () => false },
      ...{ known: knownSources(dir).sources, namesFiles: true },
      overrides: readOverrides([], { goflags: '-v', asked: (name) => (name === 'GOFLAGS' ? written : '') }),
    });
  const [none, verbose, tagged] = [of(''), of('-v'), of('-tags=special')];
  expect([none, Object.keys(verbose), Object.keys(tagged)]).toEqual([
    {},
    ...[[unseenVariable('svc', 'arm64')], [unseenVariable('svc', 'arm64')]],
  ]);
  expect(tagged).not.toEqual(verbose);
  write(join(dir, 'lib/extra/extra.go'), 'package extra\n\nconst Two = 2\n');
  expect(of('-v')).toEqual(verbose);
  expect(of('-tags=special')).not.toEqual(tagged);
});

test('-pgo=auto and -pgo=off name none', () => {
  expect(concerned(workspace(ELSEWHERE), [], [], '-pgo=auto -pgo=off')).toEqual([]);
});

test('modules that only GOWORK=off leads to', () => {
  const dir = workspace({ ...FILES, ...WORK_OR_FORK });
  const off = () =>
    unseenDigests(dir, {
      settings: { plugins: [OURS] },
      ignored: [],
      isIgnored: () => false,
      overrides: readOverrides([], { goflags: '', gowork: 'off' }),
    });
  const before = off();
  expect(Object.keys(before).sort()).toEqual(PORTS.map((port) => unseenVariable('svc', port)).sort());
  writeFileSync(join(dir, 'fork', 'lib.go'), 'package lib\n\nconst Two = 2\n');
  expect(off()).not.toEqual(before);
});

test('options on the command line are not for the tasks that others depend on: what these see counts as well', () => {
  const dir = workspace({ ...FILES, 'svc/zz_generated.go': 'package svc\n' });
  expect(concerned(dir, ['svc/zz_generated.go'], ['--packages=m/lib'])).toEqual(['svc:amd64', 'svc:arm64']);
});

test.each([
  ['--cpu=max', 'NX_GO_CROSS_EMULATOR_ARM64'],
  ['--qemu-path=tools/qemu', 'NX_GO_CROSS_EMULATOR_ARM64'],
  ['--cgo=dynamic', 'NX_GO_CROSS_CC_ARM64'],
])('%s brings in the version of the tool', (word, variable) => {
  const dir = workspace(FILES);
  const digestWith = (value: string) =>
    unseenDigests(dir, {
      ...{ settings: { plugins: [OURS] }, ignored: [], isIgnored: () => false },
      ...{ overrides: readOverrides([word], { goflags: '' }), env: { [variable]: value } },
    })[unseenVariable('svc', 'arm64')];
  expect(digestWith('8.2.0')).toBe(digestWith('8.2.0'));
  expect(digestWith('8.2.0')).not.toBe(digestWith('9.0.0'));
});

describe('a target that has other options than its inputs were made for', () => {
  const values = (dir: string, argv: string[], unforeseen: { root: string; project: string; targetName: string }[]) =>
    unseenDigests(dir, {
      ...{ settings: { plugins: [OURS] }, ignored: [], isIgnored: () => false },
      ...{ overrides: readOverrides(argv, { goflags: '' }), unforeseen, known: knownSources(dir).sources },
    });
  const isUncached = (root: string, port: string, found: Record<string, string>) =>
    isNotCached(root, `test-${port}`, { [unseenVariable(root, port)]: found[unseenVariable(root, port)] });

  test('has a value that it never has again, and others have not', () => {
    const dir = workspace(FILES);
    const unforeseen = [{ root: 'svc', project: 'svc', targetName: 'test-arm64' }];
    const [first, second] = [values(dir, [], unforeseen), values(dir, [], unforeseen)];
    expect(Object.keys(first)).toEqual([unseenVariable('svc', 'arm64')]);
    expect(isUncached('svc', 'arm64', first)).toBe(true);
    expect(first).not.toEqual(second);
  });

  test('another port on the command line: all targets but those of that port', () => {
    const dir = workspace(FILES);
    const found = values(dir, ['--goarch=arm64'], []);
    expect(PORTS.map((port) => isUncached('svc', port, found))).toEqual([true, false]);
  });
});

test('a tag that brings nothing in changes nothing', () => {
  expect(digests(workspace(FILES), [], ['--tags=other'])).toEqual({});
});

describe('what lies outside of the workspace', () => {
  const ABOVE = {
    ...Object.fromEntries(Object.entries(FILES).map(([file, text]) => [`repo/${file}`, text])),
    'repo/svc/go.mod': 'module m/svc\n\ngo 1.23\n',
    'repo/svc/svc.go': 'package svc\n\nimport (\n\t"m/lib"\n\t"m/tools/x"\n)\n',
    'go.work': 'go 1.23\n\nuse (\n\t./repo/svc\n\t./repo/lib\n\t./tools\n)\n',
    'tools/go.mod': 'module m/tools\n\ngo 1.23\n',
    'tools/x/x.go': 'package x\n',
    'tools/y/y.go': 'package y\n',
  };
  const svc = (root: string) => digests(root)[unseenVariable('svc', 'arm64')];

  test.each<[string, boolean]>([
    ['go.work', true],
    ['go.work.sum', true],
    ['tools/go.mod', true],
    ['tools/go.sum', true],
    ['tools/x/x.go', true],
    ['tools/x/new.go', true],
    ['tools/x/x_windows.go', false],
    ['tools/x/x_test.go', false],
    ['tools/y/y.go', false],
    ['other/z.go', false],
  ])('%s counts: %s', (file, counts) => {
    const dir = workspace(ABOVE);
    const root = join(dir, 'repo');
    const files = ['svc/project.json', 'lib/project.json'];
    createNodes[1](files, { ports: PORTS }, { workspaceRoot: root, nxJsonConfiguration: {} });
    const before = svc(root);
    expect(before).toMatch(/^[0-9a-f]{32}$/);
    write(join(dir, file), `${(ABOVE as Record<string, string>)[file] ?? 'package x\n'}// edited\n`);
    expect(svc(root) === before).toBe(!counts);
  });

  test.each<[string, string, string, boolean]>([
    ['what a package there embeds', 'data', 'tools/x/data/a.txt', true],
    ['a pattern', 'da*/?.txt', 'tools/x/data/a.txt', true],
    ['a file', 'data/a.txt', 'tools/x/data/a.txt', true],
    ['and nothing else', 'data', 'tools/x/other/a.txt', false],
    ['nor what lies elsewhere in the workspace', '*', 'repo/lib/notes.txt', false],
  ])('embedded: %s', (_title, pattern, file, counts) => {
    const embedding = `package x\n\nimport _ "embed"\n\n//go:embed ${pattern}\nvar data string\n`;
    const dir = workspace({ ...ABOVE, 'tools/x/x.go': embedding, [file]: 'one\n' });
    const root = join(dir, 'repo');
    const before = svc(root);
    write(join(dir, file), 'two\n');
    expect(svc(root) === before).toBe(!counts);
  });

  test('a package in the folder around the workspace, with cgo: the workspace is not listed with it', () => {
    const dir = workspace({
      ...ABOVE,
      'go.work': 'go 1.23\n\nuse (\n\t.\n\t./repo/svc\n)\n',
      'go.mod': 'module m/around\n\ngo 1.23\n',
      'around.go': 'package around\n\n// #include "a.h"\nimport "C"\n',
      'inc/a.h': '',
      'repo/svc/svc.go': 'package svc\n\nimport "m/around"\n',
      'repo/lib/a.h': '',
    });
    const root = join(dir, 'repo');
    const after = (file: string) => {
      const before = svc(root);
      appendFileSync(join(dir, file), '// edited\n');
      return svc(root) === before ? 'same' : 'other';
    };
    expect(['around.go', 'inc/a.h', 'repo/lib/a.h', 'repo/lib/lib.go'].map(after)).toEqual([
      ...['other', 'other', 'same', 'same'],
    ]);
  });
});

describe('a go.work that GOWORK names', () => {
  const named = (dir: string, gowork: string) =>
    unseenDigests(dir, {
      settings: { plugins: [OURS] },
      ignored: [],
      isIgnored: () => false,
      overrides: readOverrides([], { goflags: '', gowork }),
    });

  test('modules that it leads to, and the file itself', () => {
    const dir = workspace({
      ...FILES,
      'svc/go.mod': 'module m/svc\n\ngo 1.23\n',
      'dev/my.work': 'go 1.23\n\nuse (\n\t../svc\n\t../lib\n)\n',
    });
    const goWork = join(dir, 'dev/my.work');
    for (const file of ['dev/my.work', 'lib/lib.go', 'lib/go.mod']) {
      const before = named(dir, goWork);
      expect(Object.keys(before)).toContain(unseenVariable('svc', 'arm64'));
      appendFileSync(join(dir, file), '// edited\n');
      expect(named(dir, goWork)[unseenVariable('svc', 'arm64')]).not.toBe(before[unseenVariable('svc', 'arm64')]);
    }
  });

  test.each(['auto', ''])('%p is the one that Go finds', (gowork) => {
    expect(named(workspace(FILES), gowork)).toEqual({});
  });

  test.each<[string, string | undefined, boolean]>([
    ['none', undefined, false],
    ['off', 'off', false],
    ['auto', 'auto', false],
    ['the one that Go finds', 'DIR/go.work', false],
    ['another one', 'DIR/dev/go.work', true],
  ])('edges do not follow it, and a line says so: %s', (_title, gowork, says) => {
    const dir = workspace({ 'go.work': '', 'dev/go.work': '' });
    const warning = namedWorkWarning(dir, gowork?.replace('DIR', dir));
    expect(warning?.includes(join(dir, 'dev/go.work')) ?? false).toBe(says);
  });
});

describe('C and assembly of other folders', () => {
  const NATIVE = {
    ...FILES,
    'lib/lib_arm64.s': '#include "../shared/x.h"\n',
    'shared/x.h': '#include "y.h"\n',
    'shared/y.h': '',
    'shared/z.h': '',
  };
  const including = (dir: string) => JSON.parse(digests(dir)[INCLUDES_VARIABLE] ?? 'null');

  test('count for the ports of the files that include them, in all projects that are made of these', () => {
    const dir = workspace(NATIVE);
    expect(concerned(dir)).toEqual(['lib:arm64', 'svc:arm64']);
    const before = digests(dir);
    write(join(dir, 'shared/z.h'), '#define Z\n');
    expect(digests(dir)).toEqual(before);
    write(join(dir, 'shared/y.h'), '#define Y\n');
    expect(digests(dir)).not.toEqual(before);
  });

  test.each([
    ['built', false],
    ['*.h', true],
    ['all:*', true],
    ['*_arm64.s', false],
  ])('executors are told of the packages; who embeds %s sees a header more: %s', (pattern, isEmbedded) => {
    const dir = workspace({ ...NATIVE, 'lib/lib.go': EMBEDDING(pattern) });
    expect(including(dir)).toEqual({ dirs: ['lib'], isEmbedded });
  });

  test('what a package has beside it is nothing to tell', () => {
    const dir = workspace({ ...FILES, 'lib/lib_arm64.s': '#include "x.h"\n', 'lib/x.h': '' });
    expect(digests(dir)).toEqual({});
  });
});

describe('what files of C include is kept', () => {
  const header = 'lib/lib_arm64.s';
  const NATIVE = { ...FILES, [header]: '#include "../shared/x.h"\n', 'shared/x.h': '', 'shared/y.h': '' };
  /** As if it had been there for a while. */
  const later = (dir: string, act: () => void) => {
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 10_000);
    act();
    now.mockRestore();
    return dir;
  };

  test.each([
    ['is damaged', '{"lib/lib_arm64.s":7,"lib":'],
    ['is something else', '[1,"x",null]'],
    ['is of another kind', '{"lib/lib_arm64.s":[1,2]}'],
    ['says null', '{"lib/lib_arm64.s":null}'],
  ])('a file that %s costs nothing but time', (_title, text) => {
    const dir = workspace(NATIVE);
    const before = digests(dir);
    write(join(dir, '.nx/data/nx-go-cross-directives.json'), text);
    expect(digests(dir)).toEqual(before);
  });

  test('a link that leads to itself, among what is compiled', () => {
    const dir = workspace(NATIVE);
    symlinkSync('loop.s', join(dir, 'lib/loop.s'));
    expect(concerned(dir)).toEqual(expect.arrayContaining(['lib:arm64', 'svc:arm64']));
  });

  test('an edit is seen', () => {
    const dir = workspace(NATIVE);
    later(dir, () => digests(dir));
    const before = digests(dir);
    write(join(dir, header), '#include "../shared/y.h"\n');
    later(dir, () => digests(dir));
    write(join(dir, 'shared/x.h'), '#define X\n');
    expect(Object.keys(digests(dir))).toEqual(Object.keys(before));
    const after = digests(dir);
    write(join(dir, 'shared/y.h'), '#define Y\n');
    expect(digests(dir)).not.toEqual(after);
  });
});
