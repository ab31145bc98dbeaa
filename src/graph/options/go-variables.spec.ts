import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goVariable as asGo } from '../../host/go-environment';
import { goVariable, mayReadVariables, readVariables } from './go-variables';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'go-variables-spec-'));
  writeFileSync(join(dir, 'written'), 'GOFLAGS=-tags=written\nGOWORK=off\n');
  writeFileSync(join(dir, 'other'), 'GOFLAGS=-tags=other\nCC=other-cc\n');
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

type Env = Readonly<Record<string, string>>;
const inDir = (env: Env): Env =>
  env.GOENV ? { ...env, GOENV: env.GOENV.replace(/^(written|other)$/, `${dir}/$1`) } : env;

/** What is known of a machine in which `go env -w` wrote a file. */
function machine(set: Env) {
  const env: NodeJS.ProcessEnv = { ...process.env, GOFLAGS: '', GOWORK: '', GOENV: join(dir, 'written'), ...set };
  const asked = (name: string, over: object) => asGo(name, { ...env, ...over });
  return { env, environment: { goflags: asGo('GOFLAGS', env), gowork: asGo('GOWORK', env), asked } };
}

test.each<[string, Env, Env, [goflags: string, gowork: string], string[]]>([
  ['nothing', {}, {}, ['-tags=written', 'off'], []],
  ['the environment', { GOFLAGS: '-v' }, {}, ['-v', 'off'], []],
  ['the option', { GOFLAGS: '-v' }, { GOFLAGS: '-x', GOWORK: 'auto' }, ['-x', 'auto'], []],
  ['the option, empty', { GOFLAGS: '-v' }, { GOFLAGS: '' }, ['-tags=written', 'off'], ['GOFLAGS=-tags=written']],
  ['the option, of which nothing is written', { CC: 'gcc' }, { CC: '' }, ['-tags=written', 'off'], []],
  ['the option, a space', {}, { GOFLAGS: ' ' }, [' ', 'off'], []],
  ['no file', { GOFLAGS: '' }, { GOENV: 'off', GOFLAGS: '' }, ['', ''], []],
  ['no file, with the environment', { GOFLAGS: '-v' }, { GOENV: 'off' }, ['-v', ''], ['GOFLAGS=-v']],
  ['another file', { CC: '' }, { GOENV: 'other' }, ['-tags=other', ''], ['GOFLAGS=-tags=other', 'CC=other-cc']],
  ['another file and flags', {}, { GOENV: 'other', GOFLAGS: '-x', CC: 'x' }, ['-x', ''], []],
])('GOFLAGS and GOWORK as Go itself takes them: %s', (_title, set, option, expected, read) => {
  const { env, environment } = machine(set);
  const options = { env: inDir(option) };
  expect([goVariable('GOFLAGS', options, environment), goVariable('GOWORK', options, environment)]).toEqual(expected);
  // Of a machine's other variables only those that the row sets are of interest.
  const isNamed = (one: string) => /^(GOFLAGS|CC)=/.test(one);
  expect(readVariables(options, environment).filter(isNamed)).toEqual(read);
  const said = execFileSync('go', ['env', 'GOFLAGS', 'GOWORK'], { cwd: dir, env: { ...env, ...options.env } });
  // Go tells which go.work it found for `auto`: none here.
  expect(said.toString().split('\n').slice(0, 2)).toEqual([expected[0], expected[1].replace('auto', '')]);
});

test('where files and options alone decide, there is no environment to go by', () => {
  const environment = { goflags: '' };
  expect(goVariable('GOFLAGS', { env: { GOFLAGS: '' } }, environment)).toBe('');
  expect(readVariables({ env: { GOENV: '/x', GOFLAGS: '' } }, environment)).toEqual([]);
});

test.each([
  [{ GOFLAGS: '' }, true],
  [{ CGO_CFLAGS: '' }, true],
  [{ GOENV: 'off' }, true],
  [{ GOFLAGS: '-v' }, false],
  [{ NAME: '' }, false],
])('an option env of %j may have Go read what it wrote: %s', (env, expected) => {
  expect(mayReadVariables(JSON.stringify({ options: { env } }))).toBe(expected);
});
