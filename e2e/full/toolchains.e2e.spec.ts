import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { which } from '../support/which';
import { isReplay, Workspace } from '../support/workspace';

const OTHER = 'go1.25.5';
/** Go takes the toolchain of a line only where that is newer than itself. */
const OLD = 'go1.24.11';
const goOf = (root: string) => join(root, 'bin', 'go');
const rootOf = (toolchain: string) =>
  execFileSync(which('go'), ['env', 'GOROOT'], { env: { ...process.env, GOTOOLCHAIN: toolchain } })
    .toString()
    .trim();

let roots: { here: string; other: string; old: string };
let workspace: Workspace;
beforeAll(async () => {
  roots = { here: rootOf('local'), other: rootOf(OTHER), old: rootOf(OLD) };
  const test = 'import "testing"\n\nfunc TestIt(t *testing.T) {}\n';
  workspace = await Workspace.create({
    files: {
      'nx.json': {
        analytics: false,
        neverConnectToCloud: true,
        plugins: [{ plugin: 'nx-go-cross', options: { ports: ['amd64'] } }],
      },
      ...Object.fromEntries(
        ['apps/svc', 'libs/lib'].flatMap((dir) => [
          [`${dir}/go.mod`, `module example.com/${dir}\n\ngo 1.23\n`],
          [`${dir}/project.json`, { name: dir.slice(5) }],
          [`${dir}/x_test.go`, `package x\n\n${test}`],
        ]),
      ),
    },
  });
});
afterAll(() => workspace.remove());

let clock = Math.floor(Date.now() / 1_000) - 3_600;
/** Each edit a second later, since Nx looks at whole seconds. */
function edit(path: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { force: true });
  writeFileSync(path, text, { mode });
  utimesSync(path, ++clock, clock);
}

/** A way to have Go, and to have the other one: what is done for each, and what is taken away at the end. */
interface Way {
  readonly set: (which: 'here' | 'other') => NodeJS.ProcessEnv;
  readonly files?: readonly string[];
}

const at = (file: string) => join(workspace.path, file);
const inBase = (file: string) => join(workspace.base, file);
const onPath = (folder: string) => ({ PATH: `${folder}:${process.env.PATH}` });
const link = (path: string, to: string) => (rmSync(path, { force: true }), symlinkSync(to, path));

const FIND =
  'find() { dir=$PWD; while :; do [ -f "$dir/$1" ] && echo "$dir/$1" && return; [ "$dir" = / ] && break; ' +
  'dir=$(dirname "$dir"); done; echo "$HOME/$1"; }';

/** A shim that starts the Go whose name `read` prints, `here` without one. */
function shim(name: string, read: string): NodeJS.ProcessEnv {
  const start = `root=${roots.here}; [ "$version" = other ] && root=${roots.other}`;
  const lines = [FIND, `version=$(${read} 2>/dev/null)`, start, 'exec "$root/bin/go" "$@"'];
  edit(inBase(`${name}/go`), ['#!/bin/sh', ...lines, ''].join('\n'), 0o755);
  return { ...onPath(inBase(name)), HOME: inBase('shim-home') };
}

const pinned = (name: string, read: string, file: string, says: (version: string) => string): Way['set'] => {
  return (version) => {
    const env = shim(name, read);
    edit(file.startsWith('/') ? file : at(file), says(version));
    return env;
  };
};
const asdf = (file: string) =>
  pinned('asdf', 'sed -n "s/^golang //p" "$(find .tool-versions)"', file, (one) => `golang ${one}\n`);
const goenv = (file: string) => pinned('goenv', 'cat "$(find .go-version)"', file, (one) => `${one}\n`);
const mise = (name: string, file: string) =>
  pinned('mise', `sed -n 's/^go = "\\(.*\\)"/\\1/p' "$(find ${name})"`, file, (one) => `[tools]\ngo = "${one}"\n`);

const line = (one: string) => (one === 'other' ? `go 1.23\n\ntoolchain ${OTHER}\n` : 'go 1.23\n');
const auto = () => ({ ...onPath(join(roots.old, 'bin')), GOTOOLCHAIN: 'auto' });

const WAYS: Readonly<Record<string, () => Way>> = {
  'a PATH that direnv changed': () => ({ set: (one) => onPath(join(roots[one], 'bin')) }),
  'a link that leads elsewhere': () => ({
    set: (one) => {
      mkdirSync(inBase('current'), { recursive: true });
      link(inBase('current/go'), goOf(roots[one]));
      return onPath(inBase('current'));
    },
  }),
  'a folder in whose place another was put': () => ({
    set: (one) => {
      link(inBase('goroot'), roots[one]);
      return onPath(inBase('goroot/bin'));
    },
  }),
  GOTOOLCHAIN: () => ({ set: (one) => (one === 'other' ? { GOTOOLCHAIN: OTHER } : {}) }),
  'a toolchain line in go.mod': () => ({
    set: (one) => (edit(at('apps/svc/go.mod'), `module example.com/apps/svc\n\n${line(one)}`), auto()),
  }),
  'a toolchain line in go.work': () => ({
    set: (one) => (edit(at('go.work'), `${line(one)}\nuse ./apps/svc\nuse ./libs/lib\n`), auto()),
    files: ['go.work'],
  }),
  'a toolchain line of the root’s own module': () => ({
    set: (one) => (edit(at('go.mod'), `module example.com/root\n\n${line(one)}`), auto()),
    files: ['go.mod'],
  }),
  'asdf, in the project': () => ({ set: asdf('apps/svc/.tool-versions'), files: ['apps/svc/.tool-versions'] }),
  'asdf, in HOME': () => ({ set: asdf(inBase('shim-home/.tool-versions')) }),
  'goenv, in a folder above the project': () => ({ set: goenv('apps/.go-version'), files: ['apps/.go-version'] }),
  'goenv, above the workspace': () => ({ set: goenv(inBase('.go-version')) }),
  'mise, in the root': () => ({ set: mise('mise.toml', 'mise.toml'), files: ['mise.toml'] }),
  'mise, with a dot': () => ({ set: mise('.mise.toml', 'apps/svc/.mise.toml'), files: ['apps/svc/.mise.toml'] }),
  'a wrapper of a variable': () => ({ set: (one) => ({ ...shim('wrapper', 'echo "$TEAM_GO"'), TEAM_GO: one }) }),
  'a wrapper of a variable in the root’s .env file': () => ({
    set: (one) => (edit(at('.env'), `TEAM_GO=${one}\n`), shim('wrapper', 'echo "$TEAM_GO"')),
    files: ['.env'],
  }),
  'a wrapper in whose place another was put': () => ({ set: (one) => shim('replaced', `echo ${one}`) }),
};

const projects = { svc: 'apps/svc', lib: 'libs/lib' } as const;
type Project = keyof typeof projects;

async function run(project: Project, env: NodeJS.ProcessEnv) {
  const variables = /TEAM_GO=(\w+)/.exec(workspace.exists('.env') ? workspace.read('.env') : '');
  const all = workspace.env({ ...env, ...(variables ? { TEAM_GO: variables[1] } : {}) });
  const truth = execFileSync('go', ['env', 'GOVERSION'], { cwd: at(projects[project]), env: all })
    .toString()
    .trim();
  const ended = await workspace.nx(['run', `${project}:test-amd64`], { env });
  if (ended.code !== 0) throw new Error(ended.output);
  const { go } = workspace.summary(projects[project], 'amd64');
  return { code: ended.code, output: ended.output, truth, tested: go, isReplay: isReplay(ended) };
}

test.each(Object.entries(WAYS))('%s', async (_title, way) => {
  const { set, files = [] } = way();
  const known: Record<Project, Set<string>> = { svc: new Set(), lib: new Set() };
  const truths: string[] = [];
  try {
    for (const version of ['here', 'other', 'here', 'other'] as const) {
      const env = set(version);
      for (const project of ['svc', 'lib'] as const) {
        const { code, output, ...ran } = await run(project, env);
        expect([code, output]).toEqual([0, expect.any(String)]);
        expect({ ...ran, version, project }).toEqual({
          truth: ran.truth,
          tested: ran.truth,
          isReplay: known[project].has(ran.truth),
          version,
          project,
        });
        known[project].add(ran.truth);
        if (project === 'svc') truths.push(ran.truth);
      }
    }
    const isRoots = _title.includes('root’s own module');
    expect(new Set(truths).size).toBe(isRoots ? 1 : 2);
  } finally {
    for (const file of files) rmSync(at(file), { force: true });
    for (const file of ['shim-home/.tool-versions', '.go-version']) rmSync(inBase(file), { force: true });
    edit(at('apps/svc/go.mod'), 'module example.com/apps/svc\n\ngo 1.23\n');
    rmSync(join(workspace.base, 'cache'), { recursive: true });
    mkdirSync(join(workspace.base, 'cache'), { mode: 0o700 });
  }
});
