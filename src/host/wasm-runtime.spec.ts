import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gatherPortFacts } from './gather-port-facts';
import { wasmRuntime } from './wasm-runtime';
import { tempRoot } from '../files/testdata/temp-root';

const { execPath } = process;
let root: string;
const newRoot = tempRoot();
beforeEach(() => {
  root = newRoot();
});
afterEach(() => {
  process.execPath = execPath;
});

function program(name: string, body: string): string {
  mkdirSync(join(root, 'bin'), { recursive: true });
  writeFileSync(join(root, 'bin', name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  return join(root, 'bin', name);
}

const JS = { goos: 'js', goarch: 'wasm' };
const WASI = { goos: 'wasip1', goarch: 'wasm' };
const env = (extra: NodeJS.ProcessEnv = {}) => ({ PATH: join(root, 'bin'), ...extra });
const ask = (port: typeof JS, extra?: NodeJS.ProcessEnv) => wasmRuntime(port, env(extra), root);

test('the Node of this process, unless a wasip1 port is told otherwise', async () => {
  program('wasmtime', '[ "$1" = --version ] && echo "wasmtime 99.1"');
  const named = { GOWASIRUNTIME: 'wasmtime' };
  expect(await ask(WASI)).toBe(`Node ${process.version}`);
  expect(await ask(JS, named)).toBe(`Node ${process.version}`);
  expect(await ask(WASI, named)).toBe('wasmtime (wasmtime 99.1)');
  expect(await ask(WASI, { ...named, GOWASIRUNTIMEARGS: '-O2' })).toBe('wasmtime (wasmtime 99.1) -O2');
  expect(await ask(WASI, { GOWASIRUNTIME: 'wasmedge' })).toBe('wasmedge (not on PATH)');
  expect(await wasmRuntime({ goos: 'linux', goarch: 'arm64' }, env(named), root)).toBeUndefined();
});

test('a proof is not kept for another Node', async () => {
  const probe = program('probe', 'echo js/wasm proof');
  const go = { path: '/no/go', version: 'go1.26.8', hostGoos: 'linux', hostGoarch: 'amd64', env: { GOROOT: root } };
  const launch = async () => (await gatherPortFacts({ port: JS, go, env: env(), cwd: root, probe })).node?.launch[0];
  process.execPath = program('node-a', 'echo js/wasm proof');
  expect(await launch()).toBe(join(root, 'bin', 'node-a'));
  process.execPath = program('node-b', 'echo js/wasm proof');
  expect(await launch()).toBe(join(root, 'bin', 'node-b'));
});
