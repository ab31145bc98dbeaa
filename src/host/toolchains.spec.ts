import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findExecutable } from './find-executable';
import { gorootOf } from './go-command';
import { goIdentity } from './identity/go-identity';
import { askEachFolder } from './go-of-folders';

import { tempRoot } from '../files/testdata/temp-root';

let root: string;
const newRoot = tempRoot();
beforeEach(() => {
  root = realpathSync(newRoot());
  for (const version of ['1.25.5', '1.26.8']) install(version);
  for (const dir of [SVC, LIB]) write(`ws/${dir}/go.mod`, 'module m\n\ngo 1.25\n');
});

const SVC = 'apps/svc';
const LIB = 'libs/lib';

function write(file: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text, { mode });
}

const script = (file: string, ...lines: string[]) => write(file, ['#!/bin/sh', ...lines, ''].join('\n'), 0o755);

/** A Go that says nothing but its version, and counts how often it was asked. */
function install(version: string): void {
  const json = `{"GOVERSION":"go${version}","GOHOSTOS":"linux","GOHOSTARCH":"amd64","CGO_ENABLED":"0"}`;
  script(
    `versions/${version}/bin/go`,
    'echo "$PWD" >> "$ASKED"',
    `[ "$2" = GOVERSION ] && echo go${version} || echo '${json}'`,
  );
}

/** `find NAME…`: the nearest of these files at or above the current folder, or else the same in HOME. */
const FIND =
  'find() { dir=$PWD; while :; do for name; do [ -f "$dir/$name" ] && echo "$dir/$name" && return; done; ' +
  '[ "$dir" = / ] && break; dir=$(dirname "$dir"); done; for name; do [ -f "$HOME/$name" ] && echo "$HOME/$name" && return; done; }';
const start = (version: string) => [
  `version=${version}`,
  '[ -x "$VERSIONS/$version/bin/go" ] || { echo "No version is set for command go" >&2; exit 126; }',
  'exec "$VERSIONS/$version/bin/go" "$@"',
];

/** How a team gets its Go: the program behind `go`, the files that pin a version and the variable that does. */
interface Manager {
  readonly program: readonly string[];
  /** Its file below a folder of the workspace or above it, and in HOME, with what it says. */
  readonly file: string;
  readonly inHome: string;
  readonly says: (version: string) => string;
  readonly variable: string;
}

const plain = (version: string) => `${version}\n`;
const toml = (version: string) => `[tools]\ngo = "${version}"\n`;

const MANAGERS: Readonly<Record<string, Manager>> = {
  asdf: {
    program: [FIND, ...start('${ASDF_GOLANG_VERSION:-$(sed -n "s/^golang //p" "$(find .tool-versions)")}')],
    ...{ file: '.tool-versions', inHome: '.tool-versions', variable: 'ASDF_GOLANG_VERSION' },
    says: (version) => `nodejs 24.0.0\ngolang ${version}\n`,
  },
  goenv: {
    program: [FIND, ...start('${GOENV_VERSION:-$(cat "$(find .go-version .goenv/version)")}')],
    ...{ file: '.go-version', inHome: '.goenv/version', says: plain, variable: 'GOENV_VERSION' },
  },
  ...Object.fromEntries(
    ['mise.toml', '.mise.toml', '.config/mise/config.toml', '.mise/config.toml', 'mise/config.toml'].map((file) => [
      `mise with ${file}`,
      {
        program: [
          FIND,
          ...start(
            `\${MISE_GO_VERSION:-$(sed -n 's/^go = "\\(.*\\)"/\\1/p' "$(find ${file} .config/mise/config.toml)")}`,
          ),
        ],
        ...{ file, inHome: '.config/mise/config.toml', says: toml, variable: 'MISE_GO_VERSION' },
      },
    ]),
  ),
  'a wrapper': {
    program: [FIND, ...start('${TEAM_GO:-$(cat "$(find toolchain.txt)")}')],
    ...{ file: 'toolchain.txt', inHome: 'toolchain.txt', says: plain, variable: 'TEAM_GO' },
  },
  'a wrapper of a variable in a file': {
    program: [FIND, '. "$(find versions.env)"', ...start('${TEAM_GO:-$GO}')],
    ...{ file: 'versions.env', inHome: 'versions.env', says: (version) => `GO=${version}\n`, variable: 'TEAM_GO' },
  },
};

const PLACES: Readonly<Record<string, (manager: Manager) => string>> = {
  'the project': ({ file }) => `ws/${SVC}/${file}`,
  'a folder above it': ({ file }) => `ws/apps/${file}`,
  'the workspace’s root': ({ file }) => `ws/${file}`,
  'a folder above the workspace': ({ file }) => file,
  HOME: ({ inHome }) => `home/${inHome}`,
};

function environment(manager: Manager, more: NodeJS.ProcessEnv = {}, isLink = false): NodeJS.ProcessEnv {
  script(isLink ? 'tool/manager' : 'shims/go', ...manager.program);
  if (isLink) {
    mkdirSync(join(root, 'shims'), { recursive: true });
    symlinkSync(join(root, 'tool', 'manager'), join(root, 'shims', 'go'));
  }
  mkdirSync(join(root, 'home'), { recursive: true });
  const own = { VERSIONS: join(root, 'versions'), ASKED: join(root, 'asked'), HOME: join(root, 'home') };
  return { ...own, PATH: `${join(root, 'shims')}:/usr/bin:/bin`, ...more };
}

interface Seen {
  readonly key: string;
  readonly truth: string;
}

/** What the keys of the projects hold of Go, and the version that `go` is in their folders. */
async function seen(env: NodeJS.ProcessEnv): Promise<Record<'svc' | 'lib', Seen>> {
  const cwd = join(root, 'ws');
  const { chooser, inFolders } = await goIdentity({ cwd, env, portable: false, folders: async () => [SVC, LIB] });
  const of = (project: string) => ({
    key: JSON.stringify([chooser, inFolders[project]]),
    truth: versionIn(join(cwd, project), env),
  });
  return { svc: of(SVC), lib: of(LIB) };
}

function versionIn(cwd: string, env: NodeJS.ProcessEnv): string {
  try {
    return execFileSync('go', ['env', 'GOVERSION'], { cwd, env, stdio: 'pipe' }).toString().trim();
  } catch {
    return 'none';
  }
}

const forms = Object.entries(MANAGERS).flatMap(([name, manager]) => [
  [name, manager, false] as const,
  ...(name === 'goenv' ? [[`${name}, whose shim is a link`, manager, true] as const] : []),
]);
const rows = forms.flatMap(([name, manager, isLink]) =>
  Object.entries(PLACES).map(([place, pathIn]) => [name, place, manager, pathIn(manager), isLink] as const),
);

/** Each file is written over one of HOME, so that there always is a version. */
test.each(rows)('%s: a version in %s', async (_name, place, manager, file, isLink) => {
  const env = environment(manager, {}, isLink);
  write(`home/${manager.inHome}`, manager.says('1.25.5'));
  const states: Record<'svc' | 'lib', Seen>[] = [];
  for (const version of [undefined, '1.26.8', '1.25.5']) {
    if (version !== undefined) write(file, manager.says(version));
    states.push(await seen(env));
  }
  expect(states.map(({ svc }) => svc.truth)).toEqual(['go1.25.5', 'go1.26.8', 'go1.25.5']);
  expect(states[1]!.lib.truth).toBe(/project|above it/.test(place) ? 'go1.25.5' : 'go1.26.8');
  for (const project of ['svc', 'lib'] as const) {
    const all = states.map((state) => state[project]);
    const pairs = all.flatMap((one) => all.map((other) => [one, other] as const));
    expect(pairs.map(([a, b]) => a.key === b.key)).toEqual(pairs.map(([a, b]) => a.truth === b.truth));
  }
});

test.each(forms)('%s: a version in a variable', async (_name, manager, isLink) => {
  const env = environment(manager, {}, isLink);
  write(`home/${manager.inHome}`, manager.says('1.25.5'));
  const { svc: before } = await seen(env);
  const { svc: after } = await seen({ ...env, [manager.variable]: '1.26.8' });
  expect([before.truth, after.truth]).toEqual(['go1.25.5', 'go1.26.8']);
  expect(after.key).not.toBe(before.key);
  expect((await seen({ ...env, [manager.variable]: '1.25.5' })).svc.key).toBe(before.key);
});

test('what pins a version nearer to the project makes one above it count for nothing', async () => {
  const { goenv } = MANAGERS;
  const env = environment(goenv!);
  write(`ws/${SVC}/.go-version`, '1.25.5\n');
  const keys = [];
  for (const version of ['1.25.5', '1.26.8']) {
    write('ws/.go-version', plain(version));
    keys.push((await seen(env)).svc.key);
  }
  expect(keys[1]).toBe(keys[0]);
});

test('a folder without a version says so, and another one is none the worse for it', async () => {
  const env = environment(MANAGERS.asdf!);
  write(`ws/${SVC}/.tool-versions`, 'golang 1.25.5\n');
  const { svc, lib } = await seen(env);
  expect([svc.truth, lib.truth]).toEqual(['go1.25.5', 'none']);
  expect(svc.key).toContain('GOVERSION=go1.25.5');
  expect(lib.key).not.toContain('GOVERSION=go');
});

test('another Go installed in its place is seen', async () => {
  const env = environment(MANAGERS.goenv!);
  write('ws/.go-version', '1.25.5\n');
  const before = await seen(env);
  script('versions/1.25.5/bin/go', `echo '{"GOVERSION":"go1.25.5-custom"}'`);
  expect((await seen(env)).svc.key).not.toBe(before.svc.key);
});

describe('how often a shim is asked in one command', () => {
  const projects = Array.from({ length: 40 }, (_, index) => `libs/lib${index}`);
  const asked = async (env: NodeJS.ProcessEnv) => {
    rmSync(join(root, 'asked'), { force: true });
    const cwd = join(root, 'ws');
    await goIdentity({ cwd, env, portable: false, folders: async () => projects });
    return readFileSync(join(root, 'asked'), 'utf8').trim().split('\n').length;
  };
  const setUp = () => {
    for (const project of projects) write(`ws/${project}/go.mod`, `module m/${project}\n\ngo 1.25\n`);
    write('ws/.go-version', '1.25.5\n');
    return environment(MANAGERS.goenv!);
  };

  test('in the root, and once per version-deciding file', async () => {
    const env = setUp();
    expect(await asked(env)).toBe(2);
    write(`ws/${projects[3]}/.go-version`, '1.26.8\n');
    write(`ws/${projects[4]}/.go-version`, '1.26.8\n');
    write(`ws/${projects[5]}/go.mod`, 'module m\n\ngo 1.26\n');
    expect(await asked(env)).toBe(4);
  });

  test('in every project, once a run has shown that more decides', async () => {
    const env = setUp();
    expect([await askEachFolder(join(root, 'ws')), await askEachFolder(join(root, 'ws'))]).toEqual([true, false]);
    expect(await asked(env)).toBe(41);
  });
});

describe('Go’s own command', () => {
  const real = findExecutable(['go'], process.env, '/')!;

  test.each<[string, () => string, boolean]>([
    ['itself', () => real, true],
    ['a link to it', () => (symlinkSync(real, join(root, 'go')), join(root, 'go')), true],
    ['a script', () => (script('shims/go', `exec ${real} "$@"`), join(root, 'shims/go')), false],
    [
      'a link to a script',
      () => (script('x', ''), symlinkSync(join(root, 'x'), join(root, 'go')), join(root, 'go')),
      false,
    ],
    ['another program', () => (symlinkSync(process.execPath, join(root, 'go')), join(root, 'go')), false],
    [
      'a script beside a VERSION',
      () => (script('r/bin/go', ''), write('r/VERSION', 'go1'), join(root, 'r/bin/go')),
      false,
    ],
    ['nothing', () => join(root, 'none'), false],
  ])('%s', (_title, make, isGo) => {
    expect(gorootOf(make()) !== undefined).toBe(isGo);
  });

  test('is asked for no folder, and counts with the version that chooses', async () => {
    const folders = jest.fn(async () => [SVC]);
    const env = { ...process.env, GOTOOLCHAIN: 'local' };
    const { chooser, inFolders } = await goIdentity({ cwd: join(root, 'ws'), env, portable: false, folders });
    expect(inFolders).toEqual({});
    expect(folders).not.toHaveBeenCalled();
    const version = execFileSync(real, ['env', 'GOVERSION'], { env }).toString().trim();
    expect(chooser).toContain(`GOVERSION=${version}`);
  });

  test('a toolchain line in the root is the root’s own', async () => {
    const env = { ...process.env, GOTOOLCHAIN: 'path' };
    const chooser = async () => (await goIdentity({ cwd: join(root, 'ws'), env, portable: false })).chooser;
    const before = await chooser();
    write('ws/go.mod', 'module root\n\ngo 1.23\n\ntoolchain go1.99.1\n');
    expect(await chooser()).toEqual(before);
  });
});
