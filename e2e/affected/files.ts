/** Twelve projects on four ports. None of this is ever compiled: only `go list` and the plugin look at it. */
export const PORTS = ['amd64', 'arm64', 's390x', 'riscv64'] as const;

interface Project {
  readonly root: string;
  /** Path of its module, or of its package below the module that it is a part of. */
  readonly path: string;
  readonly isModule?: false;
  readonly imports?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
}

const PROJECTS: readonly Project[] = [
  {
    root: 'libs/base',
    path: 'example.com/base',
    files: {
      'arch_amd64.go': 'package base\n\nconst Arch = 1\n',
      'arch_arm64.go': 'package base\n\nconst Arch = 2\n',
      'arch_s390x.go': 'package base\n\nconst Arch = 3\n',
      'arch_riscv64.go': 'package base\n\nconst Arch = 4\n',
      'big.go': '//go:build s390x\n\npackage base\n\nconst Big = true\n',
      'base_test.go': 'package base\n',
      'testdata/golden.txt': 'golden\n',
      'README.md': '# base\n',
      'strs/strs.go': 'package strs\n\nconst S = "s"\n',
      'alone/alone.go': 'package alone\n',
    },
  },
  {
    root: 'libs/asm',
    path: 'example.com/asm',
    files: {
      'sum_amd64.s': 'TEXT ·sum(SB), 4, $0\n\tRET\n',
      'sum_arm64.s': 'TEXT ·sum(SB), 4, $0\n\tRET\n',
      'sum.h': '#define N 1\n',
      'sum_go.go': '//go:build !amd64 && !arm64\n\npackage asm\n',
    },
  },
  {
    root: 'libs/codec',
    path: 'example.com/codec',
    imports: ['example.com/base'],
    files: {
      'fast_arm64.go': 'package codec\n\nimport _ "example.com/asm"\n',
      'codec_test.go': 'package codec\n\nimport _ "example.com/testkit"\n',
      'x_windows.go': 'package codec\n',
    },
  },
  {
    root: 'libs/data',
    path: 'example.com/data',
    imports: ['example.com/base/strs'],
    files: {
      'embed.go': 'package data\n\nimport "embed"\n\n//go:embed texts/*.txt one.json\nvar FS embed.FS\n',
      'texts/a.txt': 'a\n',
      'texts/b.md': 'b\n',
      'one.json': '{}\n',
      'two.json': '{}\n',
    },
  },
  { root: 'libs/testkit', path: 'example.com/testkit', imports: ['example.com/base'] },
  {
    root: 'svc/api',
    path: 'example.com/api',
    imports: ['example.com/codec', 'example.com/data'],
    files: {
      'internal/route/route.go': 'package route\n',
      'cmd/api/main.go': 'package main\n\nimport _ "example.com/api/internal/route"\n\nfunc main() {}\n',
      'testdata/x_arm64.go': 'package x\n',
    },
  },
  { root: 'svc/worker', path: 'example.com/worker', imports: ['example.com/codec'] },
  {
    root: 'svc/cli',
    path: 'example.com/cli',
    files: {
      'tagged.go': '//go:build extra\n\npackage cli\n\nimport _ "example.com/data"\n',
      'cli_s390x.go': 'package cli\n\nimport _ "example.com/mono/a"\n',
    },
  },
  { root: 'tools/gen', path: 'example.com/gen', files: { 'go.sum': '' } },
  { root: 'mono/a', path: 'example.com/mono/a', isModule: false, imports: ['example.com/mono/shared'] },
  {
    root: 'mono/b',
    path: 'example.com/mono/b',
    isModule: false,
    files: { 'b_test.go': 'package b_test\n\nimport (\n\t_ "example.com/mono/a"\n\t_ "example.com/mono/b"\n)\n' },
  },
  {
    root: 'apart',
    path: 'example.com/apart',
    imports: ['example.com/base'],
    files: {
      'go.mod':
        'module example.com/apart\n\ngo 1.23\n\nrequire example.com/base v0.0.0\n\nreplace example.com/base => ../libs/base\n',
      'go.work': 'go 1.23\n\nuse .\n',
    },
  },
];

/** The folders of the projects by name. */
export const ROOTS: Readonly<Record<string, string>> = Object.fromEntries(
  PROJECTS.map(({ root }) => [root.replace(/^(libs|svc|tools)\//, '').replace('/', '-'), root]),
);

export function workspaceFiles(): Record<string, string> {
  const modules = PROJECTS.filter(({ isModule, root }) => isModule !== false && root !== 'apart');
  const uses = [...modules.map(({ root }) => root), 'mono'].map((root) => `\t./${root}\n`).join('');
  return {
    'go.work': `go 1.23\n\nuse (\n${uses})\n`,
    'mono/go.mod': 'module example.com/mono\n\ngo 1.23\n',
    'mono/shared/shared.go': 'package shared\n',
    'README.md': '# all\n',
    ...Object.assign({}, ...PROJECTS.map(projectFiles)),
  };
}

function projectFiles({ root, path, isModule, imports = [], files }: Project): Record<string, string> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const lines = imports.map((one) => `import _ "${one}"\n`).join('');
  const own: Record<string, string> = {
    'project.json': `{ "name": "${Object.entries(ROOTS).find(([, at]) => at === root)![0]}" }\n`,
    [`${name}.go`]: `package ${name}\n\n${lines}`,
    ...(isModule === false ? {} : { 'go.mod': `module ${path}\n\ngo 1.23\n` }),
    ...files,
  };
  return Object.fromEntries(Object.entries(own).map(([file, text]) => [`${root}/${file}`, text]));
}
