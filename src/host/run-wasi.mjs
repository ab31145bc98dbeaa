// Runs a wasip1 program with Node's own WASI. No single quote may occur here: the text travels inside one in go test -exec.
import { readFile } from 'node:fs/promises';
import { WASI } from 'node:wasi';
const args = process.argv.slice(1);
const wasi = new WASI({ version: 'preview1', args, env: process.env, preopens: { '/': '/' }, returnOnExit: true });
const program = await WebAssembly.compile(await readFile(args[0]));
process.exitCode = wasi.start(await WebAssembly.instantiate(program, wasi.getImportObject()));
