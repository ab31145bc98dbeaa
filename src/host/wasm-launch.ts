import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Port } from '../ports';
import { inlineScript } from '../process';
import type { GoFacts } from './go';

/** V8's default of 984 KiB is too small for some Go programs (Go's own go_js_wasm_exec says so). */
const STACK = '--stack-size=8192';

/**
 * The words that run a wasm program with the Node that runs Nx, or, for wasip1, with the runtime that GOWASIRUNTIME
 * names (Go's lib/wasm/go_wasip1_wasm_exec: wasmtime, wazero, wasmer, wasmedge). Undefined for other ports.
 */
export function wasmLaunch({ goos }: Port, go: GoFacts, env: NodeJS.ProcessEnv): string[] | undefined {
  if (goos === 'js') return [process.execPath, STACK, goFile(go, 'wasm_exec_node.js')];
  if (goos !== 'wasip1') return undefined;
  if (env.GOWASIRUNTIME) return ['bash', goFile(go, 'go_wasip1_wasm_exec')];
  const script = inlineScript(__dirname, 'run-wasi.mjs');
  return [process.execPath, STACK, '--no-warnings', '--input-type=module', '-e', script, '--'];
}

/** The files of Go that the launches for a port need. */
export function wasmFiles({ goos }: Port, go: GoFacts): string[] {
  const names = { js: ['wasm_exec.js', 'wasm_exec_node.js'], wasip1: ['go_wasip1_wasm_exec'] }[goos] ?? [];
  return names.map((name) => goFile(go, name));
}

/** Go 1.24 moved these from misc/wasm to lib/wasm. */
function goFile({ env }: GoFacts, name: string): string {
  const [now, before] = ['lib', 'misc'].map((folder) => join(env.GOROOT ?? '', folder, 'wasm', name));
  return existsSync(now!) ? now! : before!;
}
